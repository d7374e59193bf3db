import Checkpoints
import Faults
import Tokenizers

/// The tokenizer of an encoder's folder: `tokenizer.json`, else what transformers builds from the older files for
/// the folder's tokenizer class or `model_type`, with the settings of `tokenizer_config.json` on top.
package func loadTokenizer(_ folder: CheckpointFolder) throws -> Tokenizer {
  var files = TokenizerFiles()
  files.tokenizerJSON = try folder.bytes("tokenizer.json")
  files.config = try folder.bytes("tokenizer_config.json")
  files.specialTokensMap = try folder.bytes("special_tokens_map.json")
  files.addedTokens = try folder.bytes("added_tokens.json")
  if files.tokenizerJSON == nil {
    files.vocabularyLines = try folder.bytes("vocab.txt")
    files.vocabularyJSON = try folder.bytes("vocab.json")
    files.merges = try folder.bytes("merges.txt")
    files.codes = try folder.bytes("bpe.codes")
    for name in ["spiece.model", "spm.model", "sentencepiece.bpe.model"] where files.sentencePiece == nil {
      files.sentencePiece = try folder.bytes(name)
    }
  }
  let config = folder.has("config.json") ? try folder.config() : nil
  let className = try config?.string("tokenizer_class", default: "")
  do throws(TokenizerError) {
    // Old uploads without a model type are BERT's.
    return try Tokenizer(files: files, modelType: config?.modelType ?? "bert", className: className)
  } catch {
    throw PlacedFault(folder.name, error)
  }
}

extension Tokenizer {
  /// Why the tokenizer of a folder takes words and no raw text; nil where it takes both.
  package func wordsOnlyFault(in folder: CheckpointFolder) -> (any Fault)? {
    missingWordTokenizer.map { PlacedFault(folder.name, $0) }
  }
}

extension CheckpointFolder {
  /// The largest file of a tokenizer that is read, in bytes.
  private static let tokenizerSizeLimit = 256 << 20

  /// The bytes of one of the tokenizer's files; nil where the folder does not have it.
  fileprivate func bytes(_ name: String) throws(CheckpointError) -> [UInt8]? {
    has(name) ? try readFile(path(of: name), limit: Self.tokenizerSizeLimit) : nil
  }
}
