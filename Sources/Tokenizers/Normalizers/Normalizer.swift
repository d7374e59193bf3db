/// What changes a text before it is cut: a stage, or several in a row.
enum Normalizer: Sendable {
  case bert(BertNormalizer)
  case sequence([Normalizer])
  case unicodeForm(UnicodeForm)

  func apply(to text: inout AlignedText) {
    switch self {
    case .bert(let stage): stage.apply(to: &text)
    case .sequence(let stages): for stage in stages { stage.apply(to: &text) }
    case .unicodeForm(let stage): stage.apply(to: &text)
    }
  }
}
