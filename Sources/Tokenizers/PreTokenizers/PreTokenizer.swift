/// What cuts a text into words: a stage, or several in a row.
enum PreTokenizer: Sendable {
  case bert(BertPreTokenizer)
  case sequence([PreTokenizer])

  func apply(to text: inout AlignedText) {
    switch self {
    case .bert(let stage): stage.apply(to: &text)
    case .sequence(let stages): for stage in stages { stage.apply(to: &text) }
    }
  }
}
