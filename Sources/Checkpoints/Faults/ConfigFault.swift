/// What is wrong in `config.json` or another file of settings.
package enum ConfigFault: Error, Equatable, Sendable {
  /// The file is larger than settings can be.
  case tooLarge(size: Int, limit: Int)
  /// The file's JSON is not an object.
  case notAnObject
  /// A key that is needed is absent.
  case missing(key: String)
  /// A key has a value of another type.
  case wrongType(key: String, expected: Kind)
  /// A number is outside what is allowed; `value` is spelled as in the file.
  case outOfRange(key: String, value: String, allowed: ClosedRange<Int>)
  /// A number must be a finite positive one; `value` is spelled as in the file.
  case notPositive(key: String, value: String)
  /// A string is none of the known ones.
  case unknownValue(key: String, value: String, allowed: [String])
  /// A setting that changes the numbers and that is not supported.
  case unsupported(key: String, value: String)
  /// `id2label` must have the keys 0 to `count` - 1, each once; `key` breaks that.
  case labelIDs(key: String, count: Int)
  /// One size must be a multiple of another.
  case notDivisible(key: String, value: Int, by: String, divisor: Int)

  /// A JSON type, for messages.
  package enum Kind: String, Sendable {
    case string, integer, number, bool, object, array
  }
}
