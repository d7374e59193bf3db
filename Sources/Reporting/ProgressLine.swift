import Foundation
import Journal

/// The line on a terminal that shows how far a run is, drawn over itself.
package struct ProgressLine {
  private var width = 0

  /// Nothing drawn.
  package init() {}

  /// Whether a line is wanted: by itself only where standard error is a terminal and the output goes elsewhere, so that the two
  /// do not mix.
  package static func isWanted(_ mode: ProgressMode, outputIsSeen: Bool) -> Bool {
    switch mode {
    case .never: false
    case .automatic: Terminal.isTerminal(.error) && !outputIsSeen
    case .always: true
    }
  }

  /// Draws the line, cut to what the terminal can show of it.
  mutating func draw(_ report: ProgressReport) {
    show(Self.line(report, columns: Terminal.columns(.error)))
  }

  /// Draws a line of words, cut in the same way.
  package mutating func draw(_ words: String) {
    guard let columns = Terminal.columns(.error), columns > 0 else { return show(words) }
    show(String(words.prefix(columns - 1)))
  }

  /// Takes the line away.
  package mutating func clear() {
    if width > 0 { show("") }
    width = 0
  }

  /// The line of a report on a terminal of so many columns.
  package static func line(_ report: ProgressReport, columns: Int?) -> String {
    let line = "\(report.task): \(report.words)"
    guard let columns, columns > 0 else { return line }
    return String(line.prefix(columns - 1))
  }

  private mutating func show(_ line: String) {
    let blanks = String(repeating: " ", count: max(0, width - line.utf8.count))
    let back = line.isEmpty ? "\r" : ""
    try? FileHandle.standardError.write(contentsOf: Data("\r\(line)\(blanks)\(back)".utf8))
    width = line.utf8.count
  }
}
