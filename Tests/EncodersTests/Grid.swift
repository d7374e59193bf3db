import Checkpoints
import Foundation
import JSON
import TestSupport
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

  static let fixtures = Repository.fixtures("EncodersTests").path

  /// Those of the fixtures; a grid that cannot be read ends the process, as its tests would pass without running.
  static let cases: [Case] = {
    let cases = read(fixtures)
    precondition(cases.count > 60, "no grid in \(fixtures)")
    return cases
  }()

  /// A checkpoint of base size a family, where `record_grid.py --base` wrote them.
  static let baseCases = ProcessInfo.processInfo.environment["BERTRUN_TEST_BASE"].map(read) ?? []

  /// The cases of a folder; none where a part is missing.
  private static func read(_ root: String) -> [Case] {
    guard let data = FileManager.default.contents(atPath: "\(root)/grid.json"),
      let values = try? JSONValue.parse(Array(data)).array
    else { return [] }
    let cases = values.compactMap { value -> Case? in
      guard let name = value["name"]?.string, let family = value["family"]?.string,
        let className = value["class"]?.string,
        let sequences = value["sequences"]?.array?.compactMap(sequence),
        !sequences.isEmpty
      else { return nil }
      return Case(name: name, root: root, family: family, className: className, sequences: sequences)
    }
    return cases.count == values.count ? cases : []
  }

  private static func sequence(_ value: JSONValue) -> Sequence? {
    func numbers(_ key: String) -> [Int32]? { value[key]?.array?.compactMap { $0.int.map(Int32.init) } }
    guard let ids = numbers("ids"), let types = numbers("types"), let rows = numbers("rows"), !ids.isEmpty,
      ids.count == types.count, !rows.isEmpty
    else { return nil }
    return Sequence(ids: ids, types: types, rows: rows)
  }

  /// What transformers gives; names are `CASE.SEQUENCE.OUTPUT`.
  static func expected(_ root: String = fixtures) throws -> Weights {
    try Weights(safetensors: ["\(root)/expected.safetensors"])
  }
}
