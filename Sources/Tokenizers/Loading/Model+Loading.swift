import JSON

extension Model {
  /// Reads the `model` of a `tokenizer.json`; files from before models had a type are known by their members.
  init(_ reader: StageReader) throws(TokenizerError) {
    var kind = try reader.optionalString("type")
    if kind == nil { kind = try Self.kind(of: reader) }
    switch kind {
    case "WordPiece": self = .wordPiece(try WordPiece(reader))
    default: throw .unsupported(path: reader.path(of: "type"), kind: kind ?? "")
    }
  }

  private static func kind(of reader: StageReader) throws(TokenizerError) -> String {
    if reader.object["merges"] != nil { return "BPE" }
    if try reader.required("vocab").array != nil { return "Unigram" }
    if reader.object["continuing_subword_prefix"] != nil { return "WordPiece" }
    throw .missing(path: reader.path(of: "type"))
  }
}

extension WordPiece {
  /// Reads a model of type WordPiece.
  init(_ reader: StageReader) throws(TokenizerError) {
    let maximum = try reader.optionalInt("max_input_chars_per_word") ?? 100
    guard maximum >= 0 else {
      throw .invalidValue(path: reader.path(of: "max_input_chars_per_word"), value: "\(maximum)")
    }
    try self.init(
      try VocabularyTable(reader), unknownToken: try reader.optionalString("unk_token") ?? "[UNK]",
      continuingPrefix: try reader.optionalString("continuing_subword_prefix") ?? "##",
      maximumScalars: maximum, path: reader.path(of: "unk_token"))
  }
}

extension VocabularyTable {
  /// Reads a `vocab` that maps tokens to ids.
  init(_ reader: StageReader) throws(TokenizerError) {
    let vocab = try reader.child("vocab")
    self.init(capacity: vocab.object.count)
    for (token, value) in vocab.object.members {
      insert(token.utf8, id: try vocab.id(value, path: vocab.path, token: token))
    }
  }
}
