extension Architecture {
  /// A tensor that an encoder of this architecture needs.
  package struct TensorShape: Sendable, Equatable {
    /// The canonical name.
    package let name: String
    /// The shape, outermost first.
    package let shape: [Int]
  }

  /// Every tensor that an encoder of this architecture needs, the pooler's not among them.
  package var tensors: [TensorShape] {
    let tables = embedding
    var tensors = [TensorShape(name: TensorNames.word, shape: [tables.vocabulary, tables.width])]
    func add(_ name: String, _ shape: Int...) { tensors.append(TensorShape(name: name, shape: shape)) }
    func addLinear(_ name: String, inputs: Int, outputs: Int) {
      add("\(name).weight", outputs, inputs)
      add("\(name).bias", outputs)
    }
    func addNorm(_ name: String, _ width: Int) {
      add("\(name).weight", width)
      add("\(name).bias", width)
    }
    if !positionRows.isEmpty { add(TensorNames.position, positionRows.upperBound, tables.width) }
    if tables.types > 0 { add(TensorNames.type, tables.types, tables.width) }
    addNorm(TensorNames.embeddingNorm, tables.width)
    if tables.isProjected { addLinear(TensorNames.projection, inputs: tables.width, outputs: width) }
    if case .relativeBuckets(let count, _) = attention.bias {
      add(TensorNames.attentionBias, count, attention.heads)
    }
    for number in 0..<storedLayers {
      let layer = TensorNames.layer(number)
      for part in ["query", "key", "value", "output"] {
        addLinear("\(layer).attention.\(part)", inputs: width, outputs: width)
      }
      addNorm("\(layer).attention.norm", width)
      addLinear("\(layer).feedForward.inner", inputs: width, outputs: feedForward.width)
      addLinear("\(layer).feedForward.outer", inputs: feedForward.width, outputs: width)
      addNorm("\(layer).feedForward.norm", width)
    }
    return tensors
  }
}
