import Foundation

/// Lines over steps as places of a drawing of 480 by 226, for the template.
struct LineChart {
  /// A line.
  struct Line {
    let look: String
    let points: String
    let words: String
  }

  /// A line across with its value.
  struct Grid {
    let y: String
    let textY: String
    let mark: String
  }

  /// A number of steps below the lines.
  struct Tick {
    let x: String
    let mark: String
  }

  /// A point that is marked.
  struct Mark {
    let look: String
    let x: String
    let y: String
    let words: String
  }

  /// What a colour stands for.
  struct Key {
    let look: String
    let name: String
  }

  /// A series before it is drawn.
  struct Series {
    var name: String
    var look: String
    var points: [(step: Int, value: Double)]
    /// The point that is the best.
    var best: Int?
    /// Whether its points are marked one by one.
    var hasPoints = false
  }

  private static let (left, right, floor, ceiling) = (52.0, 470.0, 200.0, 10.0)
  /// Points of a line, at most.
  private static let mostPoints = 240

  let caption: String
  let description: String
  let explanation: String
  private(set) var lines: [Line] = []
  private(set) var grid: [Grid] = []
  private(set) var ticks: [Tick] = []
  private(set) var marks: [Mark] = []
  let keys: [Key]
  let hasKeys: Bool

  /// Draws series; nil where no point is a number. On a logarithmic scale points at zero and below are left out.
  init?(_ caption: String, _ explanation: String, _ series: [Series], isLogarithmic: Bool = false) {
    func scaled(_ value: Double) -> Double { isLogarithmic ? log10(value) : value }
    let series = series.map { line in
      var line = line
      line.points = line.points.filter { $0.value.isFinite && (!isLogarithmic || $0.value > 0) }
      return line
    }.filter { !$0.points.isEmpty }
    let values = series.flatMap { $0.points.map { scaled($0.value) } }
    guard var low = values.min(), var high = values.max(),
      let last = series.flatMap({ $0.points.map(\.step) }).max()
    else { return nil }
    if high - low < 1e-12 { (low, high) = (low - max(abs(low), 1) * 0.05, high + max(abs(high), 1) * 0.05) }
    self.caption = caption
    self.explanation = explanation + (isLogarithmic ? ", on a logarithmic scale." : ".")
    keys = series.map { Key(look: $0.look, name: $0.name) }
    hasKeys = series.count > 1
    description =
      "\(caption) over \(ReportNumbers.count(last, "step")): "
      + series.map { line in
        "\(line.name) from \(Self.short(line.points[0].value)) to \(Self.short(line.points[line.points.count - 1].value))"
      }.joined(separator: ", ")
    func x(_ step: Int) -> Double {
      Self.left + Double(step) / Double(max(1, last)) * (Self.right - Self.left)
    }
    func y(_ value: Double) -> Double {
      Self.floor - (scaled(value) - low) / (high - low) * (Self.floor - Self.ceiling)
    }
    for part in 0...4 {
      let value = low + (high - low) * Double(part) / 4
      let place = Self.floor - Double(part) / 4 * (Self.floor - Self.ceiling)
      grid.append(
        Grid(
          y: Self.number(place), textY: Self.number(place + 4),
          mark: Self.short(isLogarithmic ? pow(10, value) : value)))
    }
    for quarter in 0...4 {
      let step = last * quarter / 4
      ticks.append(Tick(x: Self.number(x(step)), mark: ReportNumbers.count(step)))
    }
    for line in series {
      let points = Self.thinned(line.points)
      lines.append(
        Line(
          look: line.look,
          points: points.map { "\(Self.number(x($0.step))),\(Self.number(y($0.value)))" }.joined(
            separator: " "),
          words: line.name))
      for point in line.hasPoints ? line.points : [] {
        let isBest = point.step == line.best
        marks.append(
          Mark(
            look: line.look + (isBest ? " best" : ""), x: Self.number(x(point.step)),
            y: Self.number(y(point.value)),
            words: "\(line.name), step \(ReportNumbers.count(point.step)): \(Self.short(point.value))"
              + (isBest ? ", the best" : "")))
      }
    }
  }

  /// As many points as can be seen: the means of stretches.
  private static func thinned(_ points: [(step: Int, value: Double)]) -> [(step: Int, value: Double)] {
    guard points.count > mostPoints else { return points }
    let size = (points.count + mostPoints - 1) / mostPoints
    return stride(from: 0, to: points.count, by: size).map { start in
      let stretch = points[start..<min(points.count, start + size)]
      let middle = stretch[start + stretch.count / 2].step
      return (middle, stretch.reduce(0) { $0 + $1.value } / Double(stretch.count))
    }
  }

  private static func number(_ value: Double) -> String { String(format: "%.1f", value) }

  /// A value with about three figures.
  static func short(_ value: Double) -> String {
    if value == 0 { return "0" }
    let size = abs(value)
    if size < 0.001 || size >= 100_000 { return String(format: "%.1e", value) }
    return String(format: size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value)
  }
}
