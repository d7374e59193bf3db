import Checkpoints
import Compute

/// Why a checkpoint could not be made into a model.
package enum ModelError: Error, Equatable, Sendable {
  /// A file of the checkpoint was refused.
  case checkpoint(CheckpointError)
  /// Nothing can be computed: the precision, or a product of these sizes.
  case compute(ComputeError)
  /// `model_type` (nil where it is absent and nothing else identifies the family) is none of the `known` ones.
  case unknownFamily(path: String, modelType: String?, known: [String])
  /// The file holds no head of a kind that is wanted; `holds` are those that it has. `missing` is the first
  /// tensor, as the file would call it, that the wanted head lacks; nil where the family has no such head.
  case noHead(path: String, wanted: [HeadKind], missing: String?, holds: [HeadKind])
  /// The encoder lacks a tensor; `holds` are the heads that the file has.
  case missingTensor(path: String, tensor: String, holds: [HeadKind])
  /// A head's last layer has another number of rows than it must have: two for spans, one for choices, and
  /// otherwise the labels that the configuration names.
  case labelCount(path: String, tensor: String, rows: Int, expected: Int)
  /// Checkpoints whose encoders are to be one differ in their sizes or settings.
  case architecturesDiffer(first: String, second: String)
  /// Checkpoints whose encoders are to be one differ in this tensor, or one of them lacks it.
  case encodersDiffer(first: String, second: String, tensor: String)
  /// Checkpoints whose encoders are to be one have different tokenizers: this file differs.
  case tokenizersDiffer(first: String, second: String, file: String)
  /// Two tasks are to be written under one name.
  case sameTaskName(String, first: String, second: String)
  /// A path in a task folder names no encoder folder.
  case taskWithinTask(path: String)
}
