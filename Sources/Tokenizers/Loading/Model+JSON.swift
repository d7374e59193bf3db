import JSON

extension Model {
  /// Reads the `model` of a `tokenizer.json`; files from before models had a type are known by their members.
  init(_ reader: StageReader) throws(TokenizerError) {
    var kind = try reader.optionalString("type")
    if kind == nil { kind = try Self.kind(of: reader) }
    switch kind {
    case "WordPiece": self = .wordPiece(try WordPiece(reader))
    case "BPE": self = .bytePair(try BytePairEncoding(reader))
    case "Unigram": self = .unigram(try Unigram(reader))
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
      try VocabularyTable(reader.child("vocab")),
      unknownToken: try reader.optionalString("unk_token") ?? "[UNK]",
      continuingPrefix: try reader.optionalString("continuing_subword_prefix") ?? "##",
      maximumScalars: maximum, path: reader.path(of: "unk_token"))
  }
}

extension BytePairEncoding {
  /// Reads a model of type BPE; `dropout` is of use in training alone and is not read.
  init(_ reader: StageReader) throws(TokenizerError) {
    var options = Options()
    options.continuingPrefix = Array(try (reader.optionalString("continuing_subword_prefix") ?? "").utf8)
    options.endSuffix = Array(try (reader.optionalString("end_of_word_suffix") ?? "").utf8)
    options.fusesUnknown = try reader.bool("fuse_unk", default: false)
    options.fallsBackToBytes = try reader.bool("byte_fallback", default: false)
    options.ignoresMerges = try reader.bool("ignore_merges", default: false)
    try self.init(
      try VocabularyTable(reader.child("vocab")), merges: try Self.merges(reader),
      unknownToken: try reader.optionalString("unk_token"), options: options, path: reader.path)
  }

  /// The merges: `"a b"`, or in newer files `["a", "b"]`.
  private static func merges(_ reader: StageReader) throws(TokenizerError) -> [(String, String)] {
    var merges: [(String, String)] = []
    for (index, value) in try reader.array("merges").enumerated() {
      let path = "\(reader.path(of: "merges"))[\(index)]"
      if let line = value.string {
        if line.utf8.starts(with: "#version".utf8) { continue }
        guard let merge = pair(line.utf8) else { throw .invalidValue(path: path, value: line) }
        merges.append(merge)
      } else if let parts = value.array, parts.count == 2, let left = parts[0].string,
        let right = parts[1].string
      {
        merges.append((left, right))
      } else {
        throw .wrongType(path: path, expected: .stringOrPair)
      }
    }
    return merges
  }

  /// The two sides of a merge written with one blank between them.
  static func pair(_ line: some Collection<UInt8>) -> (String, String)? {
    let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    return (String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self))
  }
}

extension Unigram {
  /// Reads a model of type Unigram.
  init(_ reader: StageReader) throws(TokenizerError) {
    var entries: [(token: String, score: Double)] = []
    for (index, value) in try reader.array("vocab").enumerated() {
      guard let entry = value.array, entry.count == 2, let token = entry[0].string,
        let score = entry[1].double
      else { throw .wrongType(path: "\(reader.path(of: "vocab"))[\(index)]", expected: .pieceAndScore) }
      entries.append((token, score))
    }
    guard let unknown = try reader.optionalInt("unk_id") else {
      throw .missing(path: reader.path(of: "unk_id"))
    }
    try self.init(
      entries, unknown: unknown, fallsBackToBytes: try reader.bool("byte_fallback", default: false),
      path: reader.path)
  }
}

extension VocabularyTable {
  /// Reads an object that maps tokens to ids.
  init(_ reader: StageReader) throws(TokenizerError) {
    self.init(capacity: reader.object.count)
    for (token, value) in reader.object.members {
      insert(token.utf8, id: try reader.id(value, path: reader.path, token: token))
    }
  }
}
