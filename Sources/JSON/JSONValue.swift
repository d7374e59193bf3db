/// A JSON value in memory.
package enum JSONValue: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, as written.
  case number(JSONNumber)
  /// A string, escapes resolved.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object(JSONObject)

  /// The member of an object, of duplicates the last; nil for other values.
  package subscript(_ key: String) -> JSONValue? { object?[key] }

  /// The text, where this is a string.
  package var string: String? { if case .string(let value) = self { value } else { nil } }

  /// The integer, where this is a number written as one that fits.
  package var int: Int? { if case .number(let value) = self { value.int } else { nil } }

  /// The number as a double, where this is one.
  package var double: Double? { if case .number(let value) = self { value.double } else { nil } }

  /// The truth value, where this is one.
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The elements, where this is an array.
  package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

  /// The object, where this is one.
  package var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

  /// Whether this is `null`.
  package var isNull: Bool { if case .null = self { true } else { false } }
}

extension JSONValue {
  /// What identifies a record: a string, or a number as it is spelled; nil for anything else.
  package var identifierText: String? {
    switch self {
    case .string(let text): text
    case .number(let number): number.spelling
    default: nil
    }
  }
}
