extension Tokenizer.Stages {
  /// BertJapanese, from a `vocab.txt`: characters, or WordPiece over words cut as BERT cuts them.
  ///
  /// Where tokens are characters it does not matter where MeCab cuts words: only blanks are lost between them. So each character
  /// is a word. WordPiece over the words of MeCab and others takes given words alone: `missingWordTokenizer` says so.
  init(
    japanese lines: [UInt8], _ family: TokenizerFamily, _ config: TokenizerConfig
  ) throws(TokenizerError) {
    let subwords = config.subwordTokenizer ?? "wordpiece"
    let words = config.wordTokenizer ?? "basic"
    guard ["wordpiece", "character"].contains(subwords) else {
      throw .unsupported(path: "subword_tokenizer_type", kind: subwords)
    }
    let isCut = subwords == "character" && words == "mecab"
    try self.init(
      lines, family, config, separators: 1, secondTypeID: 1)
    let lowercases = config.lowercases ?? false
    if words != "basic", !isCut {
      missingWordTokenizer = .missingWordTokenizer(
        className: "BertJapaneseTokenizer", wordTokenizer: words)
      // What MeCab and its kin do to a text beside cutting it.
      normalizer = .unicodeForm(.compatibilityComposition)
      let characters: [PreTokenizer] =
        subwords == "character" ? [.japaneseCharacters(JapaneseCharacters())] : []
      preTokenizer = .sequence(characters + (lowercases ? [.normalized(.scalars(.lowercase))] : []))
    } else if isCut {
      normalizer = .unicodeForm(.compatibilityComposition)
      let characters = PreTokenizer.japaneseCharacters(JapaneseCharacters())
      preTokenizer =
        lowercases ? .sequence([characters, .normalized(.scalars(.lowercase))]) : characters
    } else {
      normalizer = .sequence([
        .bert(
          BertNormalizer(
            cleansText: true, isolatesIdeographs: false, stripsAccents: false, lowercases: false)),
        .unicodeForm(.canonicalComposition),
        .bert(
          BertNormalizer(
            cleansText: false, isolatesIdeographs: false, stripsAccents: nil, lowercases: lowercases)),
      ])
      if subwords == "character" {
        preTokenizer = .sequence([
          .bert(BertPreTokenizer()), .normalized(.unicodeForm(.compatibilityComposition)),
        ])
      }
    }
    if subwords == "character" {
      model = .bytePair(
        try BytePairEncoding(
          VocabularyTable(lines: lines), merges: [],
          unknownToken: family.content(of: .unknown, config) ?? "[UNK]",
          options: BytePairEncoding.Options(), path: "vocab.txt"))
    }
  }
}
