import Faults

extension TokenizerError: Fault {
  /// The model cannot be used.
  package var status: ExitStatus { .badConfiguration }

  /// Why a tokenizer could not be built, or cannot cut a text to a length.
  package var message: String {
    switch self {
    case .json(let file, let error): "\(file): \(error.kind.message) (byte \(error.offset))"
    case .noVocabulary(let expected): "no tokenizer: expected a file \(Phrase.choice(expected))"
    case .missing(let path): "tokenizer: '\(path)' is missing"
    case .wrongType(let path, let expected): "tokenizer: '\(path)' must be of type \(expected.rawValue)"
    case .unsupported(let path, let kind): "tokenizer: '\(path)' is '\(kind)', which bertrun does not support"
    case .unknownClass(let name):
      "the tokenizer class '\(name)' is not supported by bertrun: a tokenizer.json is needed"
    case .missingWordTokenizer(let name, let wordTokenizer):
      "the tokenizer class '\(name)' cuts words with '\(wordTokenizer)', which bertrun does not include: give the "
        + "records an array 'tokens' of their words, or the folder a tokenizer.json"
    case .invalidValue(let path, let value): "tokenizer: '\(path)' cannot be '\(value)'"
    case .tooDeep(let path, let limit): "tokenizer: '\(path)' is nested deeper than \(limit) stages"
    case .idOutOfRange(let path, let token, let id):
      "tokenizer: '\(path)' gives '\(token)' the impossible id '\(id)'"
    case .unknownToken(let path, let token):
      "tokenizer: '\(path)' names '\(token)', which is not in the vocabulary"
    case .malformed(let file, let detail): "\(file): \(detail.message)"
    case .noRoom(let maximumLength, let specials):
      "a window of \(Phrase.count(maximumLength, "token")) has no room beside its \(Phrase.count(specials, "special token"))"
    case .overlapTooLarge(let overlap, let room):
      "an overlap of \(Phrase.count(overlap, "token")) must be smaller than the \(room) that a window holds of the text"
    case .sequenceTooShort(let length, let excess):
      "a text of \(Phrase.count(length, "token")) cannot be cut by \(excess)"
    case .secondSequenceMissing: "the second text is to be cut, but there is none"
    }
  }
}

extension TokenizerError.Malformation {
  fileprivate var message: String {
    switch self {
    case .truncated(let offset): "the file breaks off (byte \(offset))"
    case .unexpectedField(let number, let offset): "unexpected field \(number) (byte \(offset))"
    case .notUTF8(let offset): "not valid UTF-8 (byte \(offset))"
    case .indexOutOfRange(let offset): "an index points outside the file (byte \(offset))"
    case .notBase64(let offset): "not base64 (byte \(offset))"
    }
  }
}
