import Checkpoints
import Compute

/// How an encoder's tensors are stored.
package enum EncoderForm: Sendable, Equatable {
  /// In the types that they have.
  case stored
  /// F32.
  case float32
  /// BF16, rounded to nearest even.
  case bfloat16
  /// The matrices of layers and the word and position tables as I8 with a scale per row; everything else BF16 where that loses
  /// nothing, else F32. The matrices of the products in `keeping` stay BF16.
  case int8(keeping: Set<EncoderProduct>)
}

extension OpenedCheckpoint {
  /// The encoder's tensors in a form, under file names without prefix; the pooler only where `withPooler`.
  func encoderTensors(_ form: EncoderForm, withPooler: Bool) throws(ModelError) -> [OutputTensor] {
    let pooler = withPooler ? parameters.pooler?.all.filter(weights.contains) ?? [] : []
    let narrow = Set(parameters.quantized)
    var tensors: [OutputTensor] = []
    for parameter in parameters.all + pooler {
      tensors += try encoderTensors(parameter, form, isNarrow: narrow.contains(parameter))
    }
    return tensors
  }

  /// A parameter in a form, with its scales where they belong to it.
  private func encoderTensors(
    _ parameter: Parameter, _ form: EncoderForm, isNarrow: Bool
  ) throws(ModelError) -> [OutputTensor] {
    let fileName = names.fileName(of: parameter.name, prefixed: true)
    let shape = parameter.shape
    switch form {
    case .stored where weights[parameter.name]?.elementType != .int8:
      return [try output(parameter.name, as: fileName)]
    case .float32:
      return [OutputTensor(name: fileName, shape: shape, floats: try floats(parameter))]
    case .bfloat16:
      return [OutputTensor(name: fileName, shape: shape, roundedToBFloat16: try floats(parameter))]
    case .stored, .int8:
      let floats = try floats(parameter)
      guard isNarrow else { return [OutputTensor(name: fileName, shape: shape, narrowest: floats)] }
      if case .int8(let kept) = form, kept.contains(where: { $0.parts.map(\.weight).contains(parameter) }) {
        return [OutputTensor(name: fileName, shape: shape, roundedToBFloat16: floats)]
      }
      let matrix = QuantizedMatrix(floats, rows: shape[0], columns: shape[1])
      return [
        OutputTensor(name: fileName, shape: shape, int8s: matrix.values),
        OutputTensor(name: TensorNames.scale(of: fileName), shape: [shape[0]], floats: matrix.scales),
      ]
    }
  }

  private func floats(_ parameter: Parameter) throws(ModelError) -> [Float] {
    do throws(CheckpointError) {
      return try weights.floats(parameter)
    } catch {
      throw explained(.checkpoint(error))
    }
  }
}

extension OutputTensor {
  /// BF16 where every value survives it, else F32.
  init(name: String, shape: [Int], narrowest floats: [Float]) {
    if floats.allSatisfy({ $0.bitPattern & 0xFFFF == 0 }) {
      self.init(name: name, shape: shape, roundedToBFloat16: floats)
    } else {
      self.init(name: name, shape: shape, floats: floats)
    }
  }
}
