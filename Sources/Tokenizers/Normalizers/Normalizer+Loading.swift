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
    default: throw .unsupported(path: reader.path(of: "type"), kind: kind)
    }
  }
}
