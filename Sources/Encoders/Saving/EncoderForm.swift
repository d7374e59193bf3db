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
  /// The matrices of layers and the word and position tables as I8 with a scale a row; everything else BF16 where that loses
  /// nothing, else F32. Matrices called in `keeping` (canonical names) stay BF16.
  case int8(keeping: Set<String>)
}

extension OpenedCheckpoint {
  /// The encoder's tensors in a form, under file names without prefix; the pooler only where `withPooler`.
  func encoderTensors(_ form: EncoderForm, withPooler: Bool) throws(ModelError) -> [OutputTensor] {
    var tensors: [OutputTensor] = []
    for entry in weights.entries
    where names.belongsToEncoder(entry.name) && !entry.name.hasSuffix(".weight.scale") {
      if !withPooler, entry.name.hasPrefix("\(TensorNames.pooler).") { continue }
      tensors += try encoderTensors(entry, form)
    }
    return tensors
  }

  private func encoderTensors(_ entry: TensorEntry, _ form: EncoderForm) throws(ModelError) -> [OutputTensor]
  {
    let fileName = names.fileName(of: entry.name, prefixed: true)
    switch form {
    case .stored where entry.elementType != .int8:
      return [try output(entry.name, as: fileName)]
    case .float32:
      return [OutputTensor(name: fileName, shape: entry.shape, floats: try floats(entry))]
    case .bfloat16:
      return [OutputTensor(name: fileName, shape: entry.shape, roundedToBFloat16: try floats(entry))]
    case .stored, .int8:
      let floats = try floats(entry)
      guard Self.isQuantized(entry) else {
        return [OutputTensor(name: fileName, shape: entry.shape, narrowest: floats)]
      }
      if case .int8(let kept) = form, kept.contains(entry.name) {
        return [OutputTensor(name: fileName, shape: entry.shape, roundedToBFloat16: floats)]
      }
      let matrix = QuantizedMatrix(floats, rows: entry.shape[0], columns: entry.shape[1])
      return [
        OutputTensor(name: fileName, shape: entry.shape, int8s: matrix.values),
        OutputTensor(name: "\(fileName).scale", shape: [entry.shape[0]], floats: matrix.scales),
      ]
    }
  }

  private func floats(_ entry: TensorEntry) throws(ModelError) -> [Float] {
    do throws(CheckpointError) {
      return try weights.floats(entry.name, shape: entry.shape)
    } catch {
      throw ModelError.checkpoint(error)
    }
  }

  /// Whether the int8 form stores a tensor in 8 bits: products' weights and the two large tables.
  private static func isQuantized(_ entry: TensorEntry) -> Bool {
    guard entry.shape.count == 2 else { return false }
    switch entry.name {
    case TensorNames.word, TensorNames.position, "\(TensorNames.projection).weight": return true
    default: return entry.name.hasPrefix("layers.") && entry.name.hasSuffix(".weight")
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
