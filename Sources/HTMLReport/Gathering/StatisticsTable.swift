import Faults
import JSON

/// The statistics file of a run, as names and values in the file's order.
struct StatisticsTable: Sendable {
  /// Members that are shown at most.
  private static let limit = 200

  /// The file.
  let file: String
  /// Names, those of nested objects run together with blanks, and values.
  private(set) var rows: [(name: String, value: String)] = []
  /// The statistics as they are.
  let object: JSONObject

  /// The statistics in a file's bytes; nil where they are no JSON object.
  init?(file: String, _ bytes: [UInt8]) {
    guard case .object(let object)? = try? JSONValue.parse(bytes) else { return nil }
    self.file = file
    self.object = object
    add(object, prefix: "")
  }

  private mutating func add(_ object: JSONObject, prefix: String) {
    for (key, value) in object.members where rows.count < Self.limit {
      let name = prefix + String(key.map { $0 == "_" ? " " : $0 })
      switch value {
      case .object(let inner): add(inner, prefix: name + " ")
      case .string(let text): rows.append((name, text))
      case .number(let number): rows.append((name, number.spelling))
      case .bool(let truth): rows.append((name, truth ? "yes" : "no"))
      case .null: rows.append((name, "–"))
      case .array(let elements): rows.append((name, Phrase.count(elements.count, "element")))
      }
    }
  }
}
