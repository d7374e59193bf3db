import Compute

/// A BERT-like encoder with packed weights: token ids in, last hidden states out. Immutable, shared by all threads.
///
/// Within one processor kind and version a row's bits depend on its sequence alone: not on the other sequences of a batch,
/// their order, or the thread.
package final class Encoder: Sendable {
  /// The parameters that it was packed from.
  package let parameters: EncoderParameters
  /// What the factors of its products are, but for exceptions.
  package let precision: Precision
  /// The forms in which rows are held between products: what any of these reads.
  let factorForms: Matrix.Forms
  /// What its weights were packed with; its heads use the same.
  package let engine: Engine

  private let packed: PackedParameters
  private let schedule: [Int]

  private struct PackedParameters {
    let embedding: Embedding
    var projection: PackedLinear?
    let attention: Attention
    var layers: [Layer]
  }

  /// Packs an encoder's parameters. `exceptions` are products in another precision.
  ///
  /// Throws what the source throws, and `ComputeError` where the processor lacks the precision.
  package init(
    packing parameters: EncoderParameters, from source: some TensorSource, precision: Precision,
    exceptions: [EncoderProduct: Precision] = [:], engine: Engine
  ) throws {
    self.parameters = parameters
    self.precision = precision
    factorForms = exceptions.values.reduce(into: .factor(of: precision)) { $0.formUnion(.factor(of: $1)) }
    self.engine = engine
    func pack(_ product: EncoderProduct) throws -> PackedLinear {
      try source.packed(product, precision: exceptions[product] ?? precision, engine: engine)
    }
    let architecture = parameters.architecture
    packed = PackedParameters(
      embedding: try Self.embedding(parameters, from: source, precision: precision, engine: engine),
      projection: try parameters.projectionProduct.map(pack),
      attention: try Self.attention(parameters, from: source),
      layers: try parameters.layers.indices.map { number in
        try Layer(packing: parameters.layers[number], of: architecture, from: source) { product in
          try pack(parameters.product(product, ofLayer: number))
        }
      })
    schedule = architecture.schedule
  }

  /// Another packing of the same parameters.
  private init(_ packed: PackedParameters, of other: Encoder, forms: Matrix.Forms) {
    parameters = other.parameters
    precision = other.precision
    factorForms = other.factorForms.union(forms)
    engine = other.engine
    schedule = other.schedule
    self.packed = packed
  }

  /// What it is.
  package var architecture: Architecture { parameters.architecture }

  /// The same encoder with one product in another precision, packed from where the parameters came from. All else is shared.
  package func repacking(
    _ product: EncoderProduct, in precision: Precision, from source: some TensorSource
  ) throws -> Encoder {
    let linear = try source.packed(product, precision: precision, engine: engine)
    var packed = packed
    switch product.place {
    case .projection: packed.projection = linear
    case .layer(let number, let part): packed.layers[number].replace(part, with: linear)
    }
    return Encoder(packed, of: self, forms: .factor(of: precision))
  }

  private static func embedding(
    _ parameters: EncoderParameters, from source: some TensorSource, precision: Precision, engine: Engine
  ) throws -> Embedding {
    let tables = parameters.architecture.embedding
    return Embedding(
      words: WordTable(
        try source.weights(parameters.word), count: tables.vocabulary, width: tables.width,
        precision: precision, engine: engine),
      types: try parameters.type.map { try source.floats($0) } ?? [],
      positions: try positions(parameters, from: source),
      norm: try source.packed(parameters.norm, epsilon: parameters.architecture.normEpsilon))
  }

  /// The position table from the first row that a token can take on.
  private static func positions(
    _ parameters: EncoderParameters, from source: some TensorSource
  ) throws -> [Float] {
    guard let position = parameters.position else { return [] }
    let first = parameters.architecture.positionRows.lowerBound
    return Array(try source.floats(position)[(first * parameters.architecture.embedding.width)...])
  }

  private static func attention(
    _ parameters: EncoderParameters, from source: some TensorSource
  ) throws -> Attention {
    let architecture = parameters.architecture
    let heads = architecture.attention.heads
    let headWidth = architecture.width / heads
    guard case .relativeBuckets(let count, let distance) = architecture.attention.bias,
      let table = parameters.attentionBias
    else { return Attention(heads: heads, headWidth: headWidth) }
    let reach = (architecture.positions.limit ?? 512) - 1
    let biases = RelativeBuckets.spread(
      try source.floats(table), count: count, heads: heads, maximumDistance: distance, reach: reach)
    return Attention(heads: heads, headWidth: headWidth, bias: (biases, reach))
  }

  /// Computes the hidden states of a batch that was made for this architecture, into `workspace.result`.
  package func forward(_ batch: borrowing Batch, workspace: inout EncoderWorkspace) {
    embed(batch, workspace: &workspace)
    for stored in schedule.dropLast() {
      packed.layers[stored].forward(
        &workspace.hidden, attention: packed.attention, lengths: batch.lengths, buffers: &workspace.buffers,
        workspace: &workspace.compute)
    }
    guard let last = schedule.last else { return }
    if batch.wantsAll {
      packed.layers[last].forward(
        &workspace.hidden, attention: packed.attention, lengths: batch.lengths, buffers: &workspace.buffers,
        workspace: &workspace.compute)
      swap(&workspace.hidden, &workspace.result)
    } else {
      packed.layers[last].forward(
        workspace.hidden, rows: batch.wantedRows, subset: batch.wanted, into: &workspace.result,
        attention: packed.attention, lengths: batch.lengths, buffers: &workspace.buffers,
        workspace: &workspace.compute)
    }
  }

  private func embed(_ batch: borrowing Batch, workspace: inout EncoderWorkspace) {
    guard let projection = packed.projection else {
      packed.embedding.look(
        up: batch.ids, types: batch.types, places: batch.places, into: &workspace.hidden,
        workspace: &workspace.compute)
      return
    }
    packed.embedding.look(
      up: batch.ids, types: batch.types, places: batch.places, into: &workspace.embedded,
      workspace: &workspace.compute)
    projection.apply(workspace.embedded, into: &workspace.hidden, workspace: &workspace.compute)
  }
}
