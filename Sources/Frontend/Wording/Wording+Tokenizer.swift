import Tokenizers

extension Wording {
  /// Why a tokenizer could not be built, or cannot cut a text as asked.
  package static func of(_ error: TokenizerError) -> String {
    switch error {
    case .json(let file, let error): "\(file): \(of(error.kind)) (byte \(error.offset))"
    case .noVocabulary(let expected): "no tokenizer: expected a file \(choice(expected))"
    case .missing(let path): "tokenizer: '\(path)' is missing"
    case .wrongType(let path, let expected): "tokenizer: '\(path)' must be of type \(expected.rawValue)"
    case .unsupported(let path, let kind): "tokenizer: '\(path)' is '\(kind)', which bertrun does not support"
    case .invalidValue(let path, let value): "tokenizer: '\(path)' cannot be '\(value)'"
    case .tooDeep(let path, let limit): "tokenizer: '\(path)' is nested deeper than \(limit) stages"
    case .idOutOfRange(let path, let token, let id):
      "tokenizer: '\(path)' gives '\(token)' the impossible id '\(id)'"
    case .unknownToken(let path, let token):
      "tokenizer: '\(path)' names '\(token)', which is not in the vocabulary"
    case .malformed(let file, let detail): "\(file): \(of(detail))"
    case .noRoom(let maximumLength, let specials):
      "a window of \(count(maximumLength, "token")) has no room beside its \(count(specials, "special token"))"
    case .overlapTooLarge(let overlap, let room):
      "an overlap of \(count(overlap, "token")) must be smaller than the \(room) that a window holds of the text"
    case .sequenceTooShort(let length, let excess):
      "a text of \(count(length, "token")) cannot be cut by \(excess)"
    case .secondSequenceMissing: "the second text is to be cut, but there is none"
    }
  }

  private static func of(_ detail: TokenizerError.Malformation) -> String {
    switch detail {
    case .truncated(let offset): "the file breaks off (byte \(offset))"
    case .unexpectedField(let number, let offset): "unexpected field \(number) (byte \(offset))"
    case .notUTF8(let offset): "not valid UTF-8 (byte \(offset))"
    case .indexOutOfRange(let offset): "an index points outside the file (byte \(offset))"
    case .notBase64(let offset): "not base64 (byte \(offset))"
    }
  }
}
