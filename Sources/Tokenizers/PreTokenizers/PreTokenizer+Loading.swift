extension PreTokenizer {
  /// Reads a stage of `tokenizer.json`.
  init(_ reader: StageReader, depth: Int = 0) throws(TokenizerError) {
    let kind = try reader.string("type")
    switch kind {
    case "Sequence":
      var stages: [PreTokenizer] = []
      for stage in try reader.stages("pretokenizers", depth: depth) {
        stages.append(try PreTokenizer(stage, depth: depth + 1))
      }
      self = .sequence(stages)
    case "BertPreTokenizer": self = .bert(BertPreTokenizer())
    default: throw .unsupported(path: reader.path(of: "type"), kind: kind)
    }
  }
}
