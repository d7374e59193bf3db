import Checkpoints

/// How many tokens, specials included, a model takes, and what says so.
package struct ModelLimits: Sendable, Equatable {
  /// The rows of the position table that a sequence can use; nil where nothing limits it.
  package let positions: Int?
  /// `model_max_length` of the tokenizer; nil where absent or "no limit".
  package let tokenizer: Int?
  /// `max_seq_length` of `sentence_bert_config.json`, which holds for vectors; nil where absent.
  package let sentence: Int?

  /// The longest sequence; nil where nothing limits it.
  package var maximumLength: Int? { [positions, tokenizer].compactMap(\.self).min() }

  /// The limits of an encoder in `folder` whose tokenizer states `tokenizer`.
  package init(
    _ architecture: Architecture, folder: CheckpointFolder, tokenizer: Int?
  ) throws(ModelError) {
    positions = architecture.positions.limit
    self.tokenizer = tokenizer
    sentence = try Self.sentenceLength(folder)
  }

  private static func sentenceLength(_ folder: CheckpointFolder) throws(ModelError) -> Int? {
    let name = "sentence_bert_config.json"
    guard folder.has(name) else { return nil }
    do throws(CheckpointError) {
      let config = try ModelConfig(path: folder.path(of: name))
      return try config.optionalInteger("max_seq_length", in: Limits.positions)
    } catch {
      throw ModelError.checkpoint(error)
    }
  }
}
