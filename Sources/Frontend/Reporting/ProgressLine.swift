import Foundation
import Journal

/// The line on a terminal that tells how far a run is; drawn over itself a few times a second.
struct ProgressLine {
  private static let interval = Duration.milliseconds(200)

  private let total: Int?
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private var width = 0

  /// A line for a run over `total` bytes of input; nil where that is not known.
  init(total: Int?) { self.total = total }

  /// The line of a run over `inputs`, where one is wanted: by itself only where standard error is a terminal and standard
  /// output is not, so that the two do not mix.
  init?(_ mode: ProgressMode, inputs: [String]) {
    switch mode {
    case .never: return nil
    case .automatic where !Terminal.isTerminal(.error) || Terminal.isTerminal(.output): return nil
    case .automatic, .always: break
    }
    var total = 0
    for input in inputs {
      guard input != "-", let size = try? InputFile.open(input).size else {
        self.init(total: nil)
        return
      }
      total += size
    }
    self.init(total: total)
  }

  /// Draws the line if the last drawing is some time ago.
  mutating func draw(records: Int, tokens: Int, bytes: Int) {
    let now = ContinuousClock.now
    if let last, now - last < Self.interval { return }
    last = now
    let seconds = (now - start).seconds
    var line = "\(records) records, \(Int(Double(tokens) / max(seconds, 1e-3))) tokens/s"
    if let total, total > 0, bytes > 0 {
      let share = min(1, Double(bytes) / Double(total))
      let left = Int((seconds / share - seconds).rounded())
      line += ", \(Int(share * 100)) %, \(left / 60):\(String(format: "%02d", left % 60)) left"
    }
    show(line)
  }

  /// Takes the line away.
  mutating func clear() {
    if width > 0 { show("") }
    width = 0
  }

  private mutating func show(_ line: String) {
    let blanks = String(repeating: " ", count: max(0, width - line.utf8.count))
    let back = line.isEmpty ? "\r" : ""
    try? FileHandle.standardError.write(contentsOf: Data("\r\(line)\(blanks)\(back)".utf8))
    width = line.utf8.count
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
