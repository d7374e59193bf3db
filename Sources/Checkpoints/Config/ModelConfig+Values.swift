import JSON

/// The sizes that are believed. Larger ones are refused before anything is derived from them; every tensor's bytes
/// must be in the file anyway.
package enum Limits {
  /// Labels of a head.
  package static let labels = 1...(1 << 20)
  /// Widths: hidden, embedding and feed-forward sizes.
  package static let width = 1...(1 << 17)
  /// Layers, and groups of layers.
  package static let layers = 1...1024
  /// Attention heads.
  package static let heads = 1...4096
  /// Entries of the vocabulary.
  package static let vocabulary = 1...(1 << 24)
  /// Rows of the position table.
  package static let positions = 1...(1 << 20)
  /// Rows of the token-type table; 0 where a family has none.
  package static let tokenTypes = 0...1024
  /// Token ids, such as `pad_token_id`.
  package static let tokenID = 0...(1 << 24)
}

extension ModelConfig {
  /// The integer under the first of `keys` that is present and not null; `fallback` when none is. An integer
  /// outside `range` is an error; a whole number with a point (`12.0`) is one.
  package func integer(
    _ keys: String..., in range: ClosedRange<Int>, default fallback: Int
  ) throws(CheckpointError) -> Int {
    do throws(ConfigFault) {
      return try json.integer(keys, in: range) ?? fallback
    } catch {
      throw CheckpointError.config(path: path, fault: error)
    }
  }

  /// The integer under `key`; nil when it is absent or null.
  package func optionalInteger(
    _ key: String, in range: ClosedRange<Int>
  ) throws(CheckpointError) -> Int? {
    do throws(ConfigFault) {
      return try json.integer([key], in: range)
    } catch {
      throw CheckpointError.config(path: path, fault: error)
    }
  }

  /// The finite number under `key`, which must not be negative; `fallback` when it is absent or null.
  package func number(_ key: String, default fallback: Double) throws(CheckpointError) -> Double {
    guard let value = json.present(key) else { return fallback }
    guard let number = value.double else {
      throw CheckpointError.config(path: path, fault: .wrongType(key: key, expected: .number))
    }
    guard number >= 0, number.isFinite else {
      throw CheckpointError.config(path: path, fault: .notPositive(key: key, value: value.spelling ?? ""))
    }
    return number
  }

  /// The string under the first of `keys` that is present and not null.
  package func string(_ keys: String..., default fallback: String) throws(CheckpointError) -> String {
    do throws(ConfigFault) {
      for key in keys {
        if let value = try json.optionalString(key) { return value }
      }
      return fallback
    } catch {
      throw CheckpointError.config(path: path, fault: error)
    }
  }

  /// The truth value under `key`; `fallback` when it is absent or null.
  package func bool(_ key: String, default fallback: Bool) throws(CheckpointError) -> Bool {
    do throws(ConfigFault) {
      return try json.optionalBool(key) ?? fallback
    } catch {
      throw CheckpointError.config(path: path, fault: error)
    }
  }

  /// An error about this file.
  package func error(_ fault: ConfigFault) -> CheckpointError { .config(path: path, fault: fault) }
}

extension JSONObject {
  /// The value of a key that is present and not null.
  func present(_ key: String) -> JSONValue? {
    guard let value = self[key], !value.isNull else { return nil }
    return value
  }

  func optionalString(_ key: String) throws(ConfigFault) -> String? {
    guard let value = present(key) else { return nil }
    guard let string = value.string else { throw ConfigFault.wrongType(key: key, expected: .string) }
    return string
  }

  func optionalBool(_ key: String) throws(ConfigFault) -> Bool? {
    guard let value = present(key) else { return nil }
    guard let bool = value.bool else { throw ConfigFault.wrongType(key: key, expected: .bool) }
    return bool
  }

  /// The strings of an array; empty when the key is absent or null.
  func strings(_ key: String) throws(ConfigFault) -> [String] {
    guard let value = present(key) else { return [] }
    guard let array = value.array else { throw ConfigFault.wrongType(key: key, expected: .array) }
    var strings: [String] = []
    for element in array {
      guard let string = element.string else { throw ConfigFault.wrongType(key: key, expected: .string) }
      strings.append(string)
    }
    return strings
  }

  func integer(_ keys: [String], in range: ClosedRange<Int>) throws(ConfigFault) -> Int? {
    for key in keys {
      guard let value = present(key) else { continue }
      guard let number = value.double else { throw ConfigFault.wrongType(key: key, expected: .integer) }
      guard let integer = value.int ?? Int(exactly: number) else {
        throw number.magnitude < 1e18
          ? ConfigFault.wrongType(key: key, expected: .integer)
          : ConfigFault.outOfRange(key: key, value: value.spelling ?? "", allowed: range)
      }
      guard range.contains(integer) else {
        throw ConfigFault.outOfRange(key: key, value: value.spelling ?? "", allowed: range)
      }
      return integer
    }
    return nil
  }
}

extension JSONValue {
  /// A number as it is written.
  var spelling: String? {
    if case .number(let number) = self { return number.spelling }
    return nil
  }
}
