import Checkpoints
import Compute

/// A checkpoint or task folder, loaded: an encoder, some of its heads and what tasks need to know. The files are closed.
package struct Model: Sendable {
  /// The folder that the user named.
  package let folder: CheckpointFolder
  /// The folder whose tokenizer the encoder was trained with.
  package let encoderFolder: CheckpointFolder
  /// `task.json`, where the folder is a task's.
  package let manifest: TaskManifest?
  /// The encoder's `config.json`.
  package let config: ModelConfig
  /// What the checkpoint is.
  package let family: Family
  /// The encoder; models of task folders that name the same one share it.
  package let encoder: Encoder
  /// The heads that were asked for, in the order asked.
  package let heads: [LoadedHead]

  /// A head and what its outputs mean.
  package struct LoadedHead: Sendable {
    /// The head.
    package let head: Head
    /// Its labels by output; empty where outputs have none.
    package let labels: [String]
    /// What a sequence head's numbers mean; nil leaves it to the count of labels.
    package let problemType: ProblemType?
  }

  /// The first head of one of these kinds, in their order.
  package func head(_ kinds: HeadKind...) -> LoadedHead? {
    kinds.lazy.compactMap { kind in heads.first { $0.head.form.kind == kind } }.first
  }

  /// How many tokens the model takes, given what its tokenizer states.
  package func limits(tokenizer: Int?) throws(ModelError) -> ModelLimits {
    try ModelLimits(encoder.architecture, folder: encoderFolder, tokenizer: tokenizer)
  }
}
