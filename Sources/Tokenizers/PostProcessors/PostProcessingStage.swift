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
}
