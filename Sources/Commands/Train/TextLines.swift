import Checkpoints
import Faults

/// Lines of small text files that a recipe names.
enum TextLines {
  /// The lines of a file that are not blank.
  static func read(_ path: String) throws(CheckpointError) -> [String] {
    let text = String(decoding: try readFile(path, limit: 64 << 20), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).map { line in
      String(line.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }.filter { !$0.isEmpty }
  }
}

/// A file of what classes weigh.
struct WeightFile {
  private let path: String
  private var weights: [[UInt8]: Float] = [:]

  /// A line that is not a label and a number over zero, or a label without a line.
  struct Broken: Fault {
    let message: String
    var status: ExitStatus { .badConfiguration }
  }

  /// Reads lines of a label, blanks or a tab, and a number.
  init(_ path: String) throws {
    self.path = path
    for (number, line) in try TextLines.read(path).enumerated() {
      guard let blank = line.lastIndex(where: { $0 == " " || $0 == "\t" }),
        let weight = Float(line[line.index(after: blank)...]), weight > 0, weight.isFinite
      else {
        throw Broken(message: "\(path):\(number + 1): expected a label and a number over 0")
      }
      let label = line[..<blank].reversed().drop { $0 == " " || $0 == "\t" }.reversed()
      weights[Array(String(label).utf8)] = weight
    }
  }

  /// The weights by output.
  func weights(of labels: [String]) throws -> [Float] {
    try labels.map { label in
      guard let weight = weights[Array(label.utf8)] else {
        throw Broken(message: "\(path): no weight for the label '\(label)', give every label one")
      }
      return weight
    }
  }
}
