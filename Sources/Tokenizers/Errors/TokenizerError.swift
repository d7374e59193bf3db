import JSON

/// Why a tokenizer cannot be built from its files, or cannot cut a text as asked.
package enum TokenizerError: Error, Equatable, Sendable {
  /// A file is not JSON at all.
  case json(file: String, JSONError)
  /// Nothing of what the files hold describes a tokenizer; the names are those that would do.
  case noVocabulary(expected: [String])
  /// A member that has to be there is not; `path` is such as `model.vocab`.
  case missing(path: String)
  /// A member is of another type than it has to be.
  case wrongType(path: String, expected: Expectation)
  /// A stage, or a way of one, that is not known here; `kind` as written.
  case unsupported(path: String, kind: String)
  /// A value that makes no sense where it stands.
  case invalidValue(path: String, value: String)
  /// Stages nested deeper than any tokenizer needs.
  case tooDeep(path: String, limit: Int)
  /// An id that is negative or too large for 31 bits.
  case idOutOfRange(path: String, token: String, id: String)
  /// A token that something refers to is not in the vocabulary.
  case unknownToken(path: String, token: String)
  /// A binary file, or a binary value within one, breaks off or contradicts itself.
  case malformed(file: String, detail: Malformation)

  /// Specials leave no room for a single token of the text.
  case noRoom(maximumLength: Int, specials: Int)
  /// Windows that share as much as they hold would never end; `room` is what one holds of the text.
  case overlapTooLarge(overlap: Int, room: Int)
  /// The part that may be cut is too short to make up for the other one.
  case sequenceTooShort(length: Int, excess: Int)
  /// The second text was to be cut, but there is none.
  case secondSequenceMissing

  /// What a member had to be.
  package enum Expectation: String, Equatable, Sendable {
    case object, array, string, boolean, integer, number
    case stringOrPattern = "string or pattern"
    case stringOrPair = "string or pair of strings"
    case pieceAndScore = "piece and score"
  }

  /// How a binary file is broken.
  package enum Malformation: Equatable, Sendable {
    /// The bytes end inside a value.
    case truncated(offset: Int)
    /// A value of a kind that is not allowed there.
    case unexpectedField(number: Int, offset: Int)
    /// A text in it is not UTF-8.
    case notUTF8(offset: Int)
    /// An index in it points outside.
    case indexOutOfRange(offset: Int)
    /// It is not base64.
    case notBase64(offset: Int)
  }
}
