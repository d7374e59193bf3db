/// What cuts a text into words: a stage, or several in a row.
enum PreTokenizer: Sendable {
  case bert(BertPreTokenizer)
  case blankWords(BlankWords)
  case byteLevel(ByteLevel)
  case classes(ClassSplit)
  case japaneseCharacters(JapaneseCharacters)
  case metaspace(Metaspace)
  /// Changes the words that were cut.
  case normalized(Normalizer)
  case pattern(PatternSplit)
  case sequence([PreTokenizer])
  case wordRuns(WordRuns)

  func apply(to text: inout AlignedText) {
    switch self {
    case .bert(let stage): stage.apply(to: &text)
    case .blankWords(let stage): stage.apply(to: &text)
    case .byteLevel(let stage): stage.apply(to: &text)
    case .classes(let stage): stage.apply(to: &text)
    case .japaneseCharacters(let stage): stage.apply(to: &text)
    case .metaspace(let stage): stage.apply(to: &text)
    case .normalized(let stage): stage.apply(to: &text)
    case .pattern(let stage): stage.apply(to: &text)
    case .sequence(let stages): for stage in stages { stage.apply(to: &text) }
    case .wordRuns(let stage): stage.apply(to: &text)
    }
  }
}
