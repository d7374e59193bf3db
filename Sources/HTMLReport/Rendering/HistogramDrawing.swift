import Foundation

/// A histogram of scores from 0 to 1 as places of a drawing of 480 by 226.
struct HistogramDrawing {
  /// A line across with its count.
  struct Line {
    let y: String
    let textY: String
    let mark: String
  }

  /// A bar and what it says.
  struct Bar {
    let x: String
    let y: String
    let width: String
    let height: String
    let words: String
  }

  /// A number below the bars.
  struct Tick {
    let x: String
    let mark: String
  }

  /// A row of the table of numbers.
  struct Bin {
    let range: String
    let count: String
    let share: String
  }

  private static let bins = 20
  /// Where bars stand: from this left edge to that right one, and from this floor up to that ceiling.
  private static let (left, right, floor, ceiling) = (52.0, 476.0, 200.0, 8.0)

  let caption: String
  let description: String
  let explanation: String
  private(set) var grid: [Line] = []
  private(set) var bars: [Bar] = []
  private(set) var ticks: [Tick] = []
  private(set) var bins: [Bin] = []

  /// The drawing of what was counted; `noun` is what has a score.
  init(_ confidence: Confidence, noun: String) {
    let counts = confidence.histogram(bins: Self.bins)
    let largest = counts.max() ?? 0
    let isLogarithmic = largest > 20
    let total = confidence.count
    caption = "How sure the model was"
    description =
      "Histogram of the scores of \(ReportNumbers.count(total, noun)): "
      + "\(ReportNumbers.share(confidence.count(below: 0.5), of: total)) lie below 0.5, "
      + "\(ReportNumbers.share(confidence.count(below: 0.9), of: total)) below 0.9."
    explanation =
      "Score from 0 to 1 against the number of \(ReportNumbers.plural(noun))"
      + (isLogarithmic ? ", on a logarithmic scale." : ".")
    let scale = Scale(largest: largest, isLogarithmic: isLogarithmic)
    for mark in scale.marks {
      let y = Self.floor - scale.height(mark) * (Self.floor - Self.ceiling)
      grid.append(
        Line(y: Self.number(y), textY: Self.number(y + 4), mark: ReportNumbers.count(mark)))
    }
    let step = (Self.right - Self.left) / Double(Self.bins)
    for (bin, count) in counts.enumerated() {
      let range =
        String(format: "%.2f", Double(bin) / Double(Self.bins)) + "–"
        + String(format: "%.2f", Double(bin + 1) / Double(Self.bins))
      let share = ReportNumbers.share(count, of: total)
      bins.append(Bin(range: range, count: ReportNumbers.count(count), share: share))
      guard count > 0 else { continue }
      let height = scale.height(count) * (Self.floor - Self.ceiling)
      bars.append(
        Bar(
          x: Self.number(Self.left + Double(bin) * step + 1.5), y: Self.number(Self.floor - height),
          width: Self.number(step - 3), height: Self.number(height),
          words: "\(range): \(ReportNumbers.count(count, noun)) (\(share))"))
    }
    for quarter in 0...4 {
      ticks.append(
        Tick(
          x: Self.number(Self.left + Double(quarter) / 4 * (Self.right - Self.left)),
          mark: ["0", "0.25", "0.5", "0.75", "1"][quarter]))
    }
  }

  private static func number(_ value: Double) -> String { String(format: "%.1f", value) }

  /// How counts become heights from 0 to 1.
  private struct Scale {
    let isLogarithmic: Bool
    let top: Int

    init(largest: Int, isLogarithmic: Bool) {
      self.isLogarithmic = isLogarithmic
      var top = isLogarithmic ? 10 : 1
      while top < largest {
        if isLogarithmic {
          let (next, overflows) = top.multipliedReportingOverflow(by: 10)
          guard !overflows else { break }
          top = next
        } else {
          top += top < 5 ? 1 : 5
        }
      }
      self.top = top
    }

    /// On a logarithmic scale, one is a step above the floor, so that it shows.
    func height(_ count: Int) -> Double {
      guard count > 0 else { return 0 }
      guard isLogarithmic else { return Double(count) / Double(top) }
      return (log10(Double(count)) + 0.5) / (log10(Double(top)) + 0.5)
    }

    var marks: [Int] {
      guard isLogarithmic else {
        let step = top <= 5 ? 1 : 5
        return Array(stride(from: 0, through: top, by: step))
      }
      var marks = [0]
      var mark = 1
      while mark < top {
        marks.append(mark)
        mark *= 10
      }
      return marks + [top]
    }
  }
}
