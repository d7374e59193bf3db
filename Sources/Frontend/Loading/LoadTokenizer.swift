import Checkpoints
import Tokenizers

/// The tokenizer of an encoder's folder: `tokenizer.json`, else the older files, with the settings of
/// `tokenizer_config.json` on top.
func loadTokenizer(_ folder: CheckpointFolder) throws(CommandFault) -> Tokenizer {
  func bytes(_ name: String) throws(CommandFault) -> [UInt8]? {
    guard folder.has(name) else { return nil }
    do throws(CheckpointError) {
      return try readFile(folder.path(of: name), limit: 256 << 20)
    } catch {
      throw .checkpoint(error)
    }
  }
  let json = try bytes("tokenizer.json")
  let vocabulary = try bytes("vocab.txt")
  let settings = try bytes("tokenizer_config.json")
  do throws(TokenizerError) {
    let config = try settings.map { bytes throws(TokenizerError) in try TokenizerConfig(json: bytes) }
    if let json { return try Tokenizer(json: json, overrides: config) }
    guard let vocabulary else { throw .noVocabulary(expected: ["tokenizer.json", "vocab.txt"]) }
    return try Tokenizer(vocabulary: vocabulary, config: config ?? TokenizerConfig())
  } catch {
    throw .tokenizer(error, folder: folder.name)
  }
}
