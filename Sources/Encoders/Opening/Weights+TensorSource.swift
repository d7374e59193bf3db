import Checkpoints
import Compute

extension Weights: TensorSource {
  /// The values of a parameter, of any type that files have.
  package func floats(_ parameter: Parameter) throws(CheckpointError) -> [Float] {
    try floats(parameter.name, shape: parameter.shape)
  }

  /// The matrix in our int8 form; nil where it is stored as floats.
  package func int8(_ parameter: Parameter) throws(CheckpointError) -> QuantizedMatrix? {
    try int8Rows(parameter.name, shape: parameter.shape).map {
      QuantizedMatrix(values: $0.values, scales: $0.scales)
    }
  }

  /// Checks that `floats` would read a parameter, without reading it.
  func checkReadable(_ parameter: Parameter) throws(CheckpointError) {
    try checkReadable(parameter.name, shape: parameter.shape)
  }

  /// Whether there is a tensor of a parameter's name.
  package func contains(_ parameter: Parameter) -> Bool { contains(parameter.name) }
}
