import Checkpoints
import Compute

extension Weights: TensorSource {
  /// The matrix `name` in our int8 form; nil where it is stored as floats.
  package func int8(_ name: String, shape: [Int]) throws(CheckpointError) -> QuantizedMatrix? {
    try int8Rows(name, shape: shape).map { QuantizedMatrix(values: $0.values, scales: $0.scales) }
  }
}
