/// What changes a text before it is cut: a stage, or several in a row.
enum Normalizer: Sendable {
  case bert(BertNormalizer)
  case characterMap(CharacterMap)
  case prepend(Prepend)
  case replace(Replace)
  case scalars(ScalarEdit)
  case sequence([Normalizer])
  case strip(Strip)
  case unicodeForm(UnicodeForm)

  func apply(to text: inout AlignedText) {
    switch self {
    case .bert(let stage): stage.apply(to: &text)
    case .characterMap(let stage): stage.apply(to: &text)
    case .prepend(let stage): stage.apply(to: &text)
    case .replace(let stage): stage.apply(to: &text)
    case .scalars(let stage): stage.apply(to: &text)
    case .sequence(let stages): for stage in stages { stage.apply(to: &text) }
    case .strip(let stage): stage.apply(to: &text)
    case .unicodeForm(let stage): stage.apply(to: &text)
    }
  }
}
