import JSON

/// Why a tokenizer cannot be built from its files, or cannot cut a text to a length.
package enum TokenizerError: Error, Equatable, Sendable {
  /// A file is not JSON at all.
  case json(file: String, JSONError)
  /// No file describes a tokenizer; one of those named is needed.
  case noVocabulary(expected: [String])
  /// A required member is missing; `path` is such as `model.vocab`.
  case missing(path: String)
  /// A member has the wrong type.
  case wrongType(path: String, expected: Expectation)
  /// A stage, or an option of one, that is not supported; `kind` as written.
  case unsupported(path: String, kind: String)
  /// A tokenizer class that is not supported, without a `tokenizer.json`.
  case unknownClass(String)
  /// A tokenizer class that cuts words with another program, such as MeCab, without a `tokenizer.json`: it takes given
  /// words alone.
  case missingWordTokenizer(className: String, wordTokenizer: String)
  /// An invalid value.
  case invalidValue(path: String, value: String)
  /// Stages nested deeper than any tokenizer needs.
  case tooDeep(path: String, limit: Int)
  /// An id that is negative or too large for 31 bits.
  case idOutOfRange(path: String, token: String, id: String)
  /// A token that something refers to is not in the vocabulary.
  case unknownToken(path: String, token: String)
  /// A binary file, or a binary value within one, breaks off or contradicts itself.
  case malformed(file: String, detail: Malformation)

  /// Special tokens fill the whole window.
  case noRoom(maximumLength: Int, specials: Int)
  /// Windows overlap by all they hold, so there is no end to them; `room` is the tokens of the text in each.
  case overlapTooLarge(overlap: Int, room: Int)
  /// The text that may be cut is shorter than the excess.
  case sequenceTooShort(length: Int, excess: Int)
  /// The second text was to be cut, but there is none.
  case secondSequenceMissing

  /// The type that a member must have.
  package enum Expectation: String, Equatable, Sendable {
    case object, array, string, boolean, integer, number
    case arrayOrObject = "array or object"
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
