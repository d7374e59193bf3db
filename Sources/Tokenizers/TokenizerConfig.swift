/// What `tokenizer_config.json` says beside the tokenizer itself; nil where it says nothing.
package struct TokenizerConfig: Sendable {
  /// Whether BERT's normaliser lowers case.
  package var lowercases: Bool?
  /// Whether it strips accents; `.some(nil)` where the file says `null`, which means: as it lowers case.
  package var stripsAccents: Bool??
  /// Whether it puts blanks around ideographs.
  package var isolatesIdeographs: Bool?
  /// Whether byte-level tokenizers put a blank before the text.
  package var addsPrefixSpace: Bool?
  /// Whether they leave blanks out of offsets.
  package var trimsOffsets: Bool?
  /// Whether ALBERT keeps accents.
  package var keepsAccents: Bool?
  /// Whether short inputs are filled up at their left side, which also turns a question and its context round.
  package var padsLeft: Bool?
  /// The longest input in tokens, specials included; nil also where the file means "no limit".
  package var modelMaximumLength: Int?
  /// The special tokens by their role, such as `cls_token`.
  package var specialTokens: [SpecialRole: AddedToken] = [:]
  /// The roles whose tokens were given with all their properties, not as a text alone.
  package var rolesWithProperties: Set<SpecialRole> = []
  /// Further special tokens.
  package var additionalSpecialTokens: [AddedToken] = []
  /// The added tokens with the ids they were saved with (`added_tokens_decoder`).
  package var addedTokens: [(id: Int32, token: AddedToken)] = []
  /// What BertJapanese cuts texts into words with, such as `mecab`.
  package var wordTokenizer: String?
  /// What it cuts words into tokens with: `wordpiece`, `character` or `sentencepiece`.
  package var subwordTokenizer: String?
  /// Whether BERTweet rewrites names, links and emoji first.
  package var normalizesTweets: Bool?
  /// The class that wrote the file.
  package var tokenizerClass: String?

  /// The roles of special tokens.
  package enum SpecialRole: String, CaseIterable, Sendable {
    case begin = "bos_token"
    case end = "eos_token"
    case unknown = "unk_token"
    case separator = "sep_token"
    case padding = "pad_token"
    case classifier = "cls_token"
    case mask = "mask_token"
  }

  /// A configuration that says nothing.
  package init() {}
}
