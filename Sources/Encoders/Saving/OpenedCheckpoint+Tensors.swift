import Checkpoints

extension OpenedCheckpoint {
  /// The tensor `name` as it is stored; what is stored in 8 bits is expanded to F32.
  func output(_ name: String, as fileName: String) throws(ModelError) -> OutputTensor {
    let weights = self.weights
    do throws(CheckpointError) {
      let entry = try weights.entry(name)
      guard entry.elementType == .int8 else {
        return OutputTensor(name: fileName, elementType: entry.elementType, shape: entry.shape) {
          () throws(CheckpointError) in try entry.finiteBytes()
        }
      }
      return OutputTensor(name: fileName, shape: entry.shape) { () throws(CheckpointError) in
        try weights.floats(name, shape: entry.shape)
      }
    } catch {
      throw ModelError.checkpoint(error)
    }
  }

  /// The canonical names of tensors worth saving and the names to save them under: no scales (they are expanded with
  /// their tensor), and no decoder that is the word table.
  func savedNames() throws(ModelError) -> [(name: String, savedAs: String)] {
    let isTied = config.tiesWordEmbeddings
    let decoder = TensorNames.weight(of: TensorNames.decoder)
    let biases = [TensorNames.decoderBias, TensorNames.bias(of: TensorNames.decoder)]
    var names: [(name: String, savedAs: String)] = []
    for entry in weights.entries where !TensorNames.isScale(entry.name) {
      switch entry.name {
      case decoder:
        let isWordTable = try isTied ? isEqual(entry.name, TensorNames.word) : false
        if !isWordTable { names.append((entry.name, entry.name)) }
      case _ where biases.contains(entry.name): break
      default: names.append((entry.name, entry.name))
      }
    }
    return try names + savedDecoderBiases()
  }

  /// The decoder's bias is one vector under two names, of which a file may hold either. Tied, the head's own name is written;
  /// untied, transformers 5 reads the decoder's and transformers 4 both.
  private func savedDecoderBiases() throws(ModelError) -> [(name: String, savedAs: String)] {
    let (head, decoder) = (TensorNames.decoderBias, TensorNames.bias(of: TensorNames.decoder))
    guard weights.contains(head) || weights.contains(decoder) else { return [] }
    let source = weights.contains(decoder) ? decoder : head
    if fileName(of: head) == fileName(of: decoder) { return [(source, head)] }
    guard config.tiesWordEmbeddings else { return [(source, head), (source, decoder)] }
    let isOne = try weights.contains(head) && weights.contains(decoder) ? isEqual(head, decoder) : true
    return isOne ? [(source, head)] : [(head, head), (decoder, decoder)]
  }

  private func isEqual(_ first: String, _ second: String) throws(ModelError) -> Bool {
    guard let one = weights[first], let other = weights[second], one.shape == other.shape else {
      return false
    }
    return try floatBits(first) == floatBits(second)
  }

  /// The bit patterns of a tensor's numbers as 32-bit floats: equal where two tensors are the same weight, whatever type
  /// each is stored in.
  func floatBits(_ name: String) throws(ModelError) -> [UInt32] {
    do throws(CheckpointError) {
      return try weights.floats(name, shape: weights.entry(name).shape).map(\.bitPattern)
    } catch {
      throw ModelError.checkpoint(error)
    }
  }
}
