/// The parameters of a head on an encoder.
package struct HeadParameters: Sendable, Equatable {
  /// What the head is.
  package let form: HeadForm
  /// The width of the encoder's rows.
  package let inputs: Int
  /// Its first stage; of some heads the encoder's pooler.
  package let dense: LinearParameters?
  /// The norm after the first stage.
  package let norm: NormParameters?
  /// Its last stage. The weight of a tied decoder is the encoder's word table.
  package let output: LinearParameters?
  /// Whether the last stage's weight is the encoder's.
  package let isTied: Bool

  /// Where a masked-LM head's last stage lies.
  package struct Decoder: Sendable, Equatable {
    /// Whether its weight is the word table.
    package var isTied: Bool
    /// Whether its bias is called as the decoder's own, not as the head's.
    package var hasOwnBias: Bool

    /// A decoder; as files are written unless said otherwise.
    package init(isTied: Bool = true, hasOwnBias: Bool = false) {
      self.isTied = isTied
      self.hasOwnBias = hasOwnBias
    }
  }

  /// The parameters of a head `form` with `outputs` scores a row on an encoder. `outputs` is not read where the encoder's
  /// sizes decide, and `decoder` only of a masked-LM head.
  package init(
    _ form: HeadForm, on encoder: EncoderParameters, outputs: Int, decoder: Decoder = Decoder()
  ) {
    let width = encoder.architecture.width
    let tables = encoder.architecture.embedding
    self.form = form
    inputs = width
    // A masked-LM transform leads to the width of the word table, every other dense layer to the encoder's own.
    let inner = form.isTied ? tables.width : width
    dense = form.dense.map { LinearParameters($0.name, inputs: width, outputs: inner) }
    norm = form.normEpsilon.map { _ in NormParameters(TensorNames.transformNorm, columns: inner) }
    isTied = form.isTied && decoder.isTied
    output = form.output.map { name in
      guard form.isTied else { return LinearParameters(name, inputs: width, outputs: outputs) }
      let own = LinearParameters(name, inputs: tables.width, outputs: tables.vocabulary)
      return LinearParameters(
        weight: decoder.isTied ? encoder.word : own.weight,
        bias: decoder.hasOwnBias
          ? own.bias : Parameter(TensorNames.decoderBias, [tables.vocabulary], .bias))
    }
  }

  /// A head whose parameters have other names.
  init(renaming other: HeadParameters, by renamed: (Parameter) -> Parameter) {
    func linear(_ linear: LinearParameters) -> LinearParameters {
      LinearParameters(weight: renamed(linear.weight), bias: renamed(linear.bias))
    }
    form = other.form
    inputs = other.inputs
    dense = other.dense.map(linear)
    norm = other.norm.map { NormParameters(weight: renamed($0.weight), bias: renamed($0.bias)) }
    output = other.output.map(linear)
    isTied = other.isTied
  }

  /// Scores a row.
  package var outputs: Int { output?.outputs ?? dense?.outputs ?? 0 }

  /// All that the head reads, the word table of a tied decoder left out, in a fixed order.
  package var all: [Parameter] {
    let last = output.map { isTied ? [$0.bias] : $0.all }
    return (dense?.all ?? []) + (norm?.all ?? []) + (last ?? [])
  }

  /// Those of `all` that belong to the head alone: the pooler is the encoder's.
  package var own: [Parameter] {
    form.dense?.name == TensorNames.pooler ? all.filter { dense?.all.contains($0) != true } : all
  }
}
