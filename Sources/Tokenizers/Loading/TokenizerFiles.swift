/// The bytes of the files that a checkpoint's tokenizer may consist of; nil for those it does not have.
package struct TokenizerFiles: Sendable {
  /// `tokenizer.json`: the whole tokenizer. The vocabularies below matter only without it.
  package var tokenizerJSON: [UInt8]?
  /// `tokenizer_config.json`: settings beside it.
  package var config: [UInt8]?
  /// `special_tokens_map.json`: the special tokens of older checkpoints.
  package var specialTokensMap: [UInt8]?
  /// `added_tokens.json`: the added tokens of older checkpoints, with their ids.
  package var addedTokens: [UInt8]?
  /// `vocab.txt`: WordPiece, one token per line.
  package var vocabularyLines: [UInt8]?
  /// `vocab.json`: the tokens of byte-pair encoding.
  package var vocabularyJSON: [UInt8]?
  /// `merges.txt`: its merges, one per line.
  package var merges: [UInt8]?
  /// `bpe.codes`: the merges of fairseq, beside a `vocab.txt` with counts.
  package var codes: [UInt8]?
  /// `spiece.model`, `spm.model` or `sentencepiece.bpe.model`: a model of sentencepiece.
  package var sentencePiece: [UInt8]?

  /// No files.
  package init() {}
}
