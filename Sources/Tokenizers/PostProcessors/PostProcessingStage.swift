/// One post-processing stage of `tokenizer.json`.
enum PostProcessingStage: Sendable {
  case bert(BertProcessing)
  case roberta(RobertaProcessing)
  case template(TemplateProcessing)
  /// Nothing but offsets that leave blanks out, or not even that.
  case byteLevel(OffsetTrim?)

  /// What becomes of the rows, one a text at first.
  func apply(to rows: [Assembly], path: String) throws(TokenizerError) -> [Assembly] {
    switch self {
    case .bert(let stage): stage.apply(to: rows)
    case .roberta(let stage): stage.apply(to: rows)
    case .template(let stage): try stage.apply(to: rows, path: path)
    case .byteLevel: rows
    }
  }

  /// What it does to offsets, if anything.
  var trim: OffsetTrim? {
    switch self {
    case .bert, .template: nil
    case .roberta(let stage): stage.trim
    case .byteLevel(let trim): trim
    }
  }

  /// The stages of a reader, sequences laid out flat.
  static func stages(_ reader: StageReader, depth: Int = 0) throws(TokenizerError) -> [PostProcessingStage] {
    let kind = try reader.string("type")
    switch kind {
    case "Sequence":
      var stages: [PostProcessingStage] = []
      for stage in try reader.stages("processors", depth: depth) {
        stages += try self.stages(stage, depth: depth + 1)
      }
      return stages
    case "BertProcessing": return [.bert(try BertProcessing(reader))]
    case "RobertaProcessing": return [.roberta(try RobertaProcessing(reader))]
    case "TemplateProcessing": return [.template(try TemplateProcessing(reader))]
    case "ByteLevel": return [.byteLevel(try OffsetTrim(reader))]
    default: throw .unsupported(path: reader.path(of: "type"), kind: kind)
    }
  }
}
