/// What is wrong in `task.json`.
package enum ManifestFault: Error, Equatable, Sendable {
  /// The file's JSON is not an object.
  case notAnObject
  /// A key that no version of the format has; `known` are those that it may have.
  case unknownKey(String, known: [String])
  /// A required key is absent.
  case missing(key: String)
  /// A key has a value of another type or outside its range; `expected` is what it takes.
  case wrongValue(key: String, expected: Expectation)
  /// The format's version is not the `known` one.
  case version(found: Int, known: Int)
  /// A path leads out of where it may lead: `head` must be a file in the task's folder.
  case path(key: String, value: String)

  /// What a key of `task.json` takes.
  package enum Expectation: Equatable, Sendable {
    case string
    case positiveInteger
    case nonNegativeInteger
    case number
    case object
    case strings
    case oneOf([String])
  }
}
