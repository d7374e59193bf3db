extension Normalizer {
  /// Reads a stage of `tokenizer.json`.
  init(_ reader: StageReader, depth: Int = 0) throws(TokenizerError) {
    let kind = try reader.string("type")
    switch kind {
    case "Sequence":
      var stages: [Normalizer] = []
      for stage in try reader.stages("normalizers", depth: depth) {
        stages.append(try Normalizer(stage, depth: depth + 1))
      }
      self = .sequence(stages)
    case "BertNormalizer":
      self = .bert(
        BertNormalizer(
          cleansText: try reader.bool("clean_text", default: true),
          isolatesIdeographs: try reader.bool("handle_chinese_chars", default: true),
          stripsAccents: try reader.optionalBool("strip_accents"),
          lowercases: try reader.bool("lowercase", default: true)))
    case "NFD": self = .unicodeForm(.canonicalDecomposition)
    case "NFC": self = .unicodeForm(.canonicalComposition)
    case "NFKD": self = .unicodeForm(.compatibilityDecomposition)
    case "NFKC": self = .unicodeForm(.compatibilityComposition)
    case "Lowercase": self = .scalars(.lowercase)
    case "StripAccents": self = .scalars(.stripMarks)
    case "Nmt": self = .scalars(.translationCleaning)
    case "Strip":
      self = .strip(Strip(left: try reader.bool("strip_left"), right: try reader.bool("strip_right")))
    case "Prepend": self = .prepend(Prepend(scalars: try reader.scalars("prepend")))
    case "Replace":
      self = .replace(Replace(pattern: try Pattern(reader), content: try reader.scalars("content")))
    case "Precompiled":
      let path = reader.path(of: "precompiled_charsmap")
      guard let bytes = Base64.decode(try reader.string("precompiled_charsmap")) else {
        throw .malformed(file: path, detail: .notBase64(offset: 0))
      }
      self = .characterMap(try CharacterMap(bytes, file: path))
    default: throw .unsupported(path: reader.path(of: "type"), kind: kind)
    }
  }
}

extension StageReader {
  /// The scalars of a text.
  func scalars(_ key: String) throws(TokenizerError) -> [UInt32] {
    try string(key).unicodeScalars.map(\.value)
  }
}

extension Pattern {
  /// Reads the `pattern` of a stage: `{"String": …}` or `{"Regex": …}`.
  init(_ reader: StageReader) throws(TokenizerError) {
    let value = try reader.required("pattern")
    let path = reader.path(of: "pattern")
    if let literal = value["String"]?.string {
      guard let pattern = Pattern(literal: literal) else { throw .invalidValue(path: path, value: literal) }
      self = pattern
    } else if let expression = value["Regex"]?.string {
      guard let pattern = Pattern(expression: expression) else {
        throw .unsupported(path: path, kind: expression)
      }
      self = pattern
    } else {
      throw .wrongType(path: path, expected: .stringOrPattern)
    }
  }
}
