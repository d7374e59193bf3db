import Checkpoints
import Foundation
import JSON
import Testing

/// The parity grid of `Fixtures`: tiny checkpoints of every family and head, and what transformers makes of them.
struct Grid {
  /// A checkpoint folder and the sequences that were put through it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// The folder that holds the grid.
    let root: String
    let family: String
    /// The class that wrote it.
    let className: String
    let sequences: [Sequence]

    var testDescription: String { name }
    var folder: String { "\(root)/grid/\(name)" }
  }

  /// One input; `rows` are those whose masked-LM scores were kept.
  struct Sequence: Sendable {
    let ids: [Int32]
    let types: [Int32]
    let rows: [Int32]
  }

  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures").path

  static let cases = read(fixtures)

  /// A checkpoint of base size a family, where `record_grid.py --base` wrote them.
  static let baseCases = ProcessInfo.processInfo.environment["BERTRUN_TEST_BASE"].map(read) ?? []

  private static func read(_ root: String) -> [Case] {
    guard let data = FileManager.default.contents(atPath: "\(root)/grid.json"),
      let cases = try? JSONValue.parse(Array(data)).array
    else { return [] }
    return cases.map { value in
      Case(
        name: value["name"]?.string ?? "", root: root, family: value["family"]?.string ?? "",
        className: value["class"]?.string ?? "",
        sequences: (value["sequences"]?.array ?? []).map { sequence in
          func numbers(_ key: String) -> [Int32] {
            (sequence[key]?.array ?? []).compactMap { $0.int.map(Int32.init) }
          }
          return Sequence(ids: numbers("ids"), types: numbers("types"), rows: numbers("rows"))
        })
    }
  }

  /// What transformers gives; names are `CASE.SEQUENCE.OUTPUT`.
  static func expected(_ root: String = fixtures) throws -> Weights {
    try Weights(safetensors: ["\(root)/expected.safetensors"])
  }
}
