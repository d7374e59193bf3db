import Compute

/// A BERT-like encoder with packed weights: token ids in, last hidden states out. Immutable, shared by all threads.
///
/// Within one processor kind and version a row's bits depend on its sequence alone: not on the other sequences of a batch,
/// their order, or the thread.
package final class Encoder: Sendable {
  /// What it is.
  package let architecture: Architecture
  /// What the factors of its products are, but for exceptions.
  package let precision: Precision
  /// The forms in which rows are held between products: what any of these reads.
  let factorForms: Rows.Forms
  /// What its weights were packed with; its heads use the same.
  package let engine: Engine
  /// The pooler, where it was asked for.
  package let pooler: Pooler?

  private let embedding: Embedding
  private let projection: PackedLinear?
  private let attention: Attention
  private let layers: [Layer]
  private let schedule: [Int]

  /// Packs an encoder's parameters. `withPooler` also takes the pooler's, which few heads use; `exceptions` are products
  /// (`Architecture.productNames`) in another precision.
  ///
  /// Throws what the source throws, and `ComputeError` where the processor lacks the precision.
  package init(
    _ architecture: Architecture, from source: some TensorSource, precision: Precision,
    exceptions: [String: Precision] = [:], engine: Engine, withPooler: Bool = false
  ) throws {
    self.architecture = architecture
    self.precision = precision
    factorForms = exceptions.values.reduce(into: .factor(of: precision)) { $0.formUnion(.factor(of: $1)) }
    self.engine = engine
    let width = architecture.width
    let tables = architecture.embedding

    embedding = Embedding(
      words: WordTable(
        try source.weights(TensorNames.word, shape: [tables.vocabulary, tables.width]),
        count: tables.vocabulary,
        width: tables.width, precision: precision, engine: engine),
      types: tables.types > 0
        ? try source.floats(TensorNames.type, shape: [tables.types, tables.width]) : [],
      positions: try Self.positions(of: architecture, from: source),
      norm: try source.norm(
        TensorNames.embeddingNorm, columns: tables.width, epsilon: architecture.normEpsilon))
    projection =
      tables.isProjected
      ? try source.linear(
        [TensorNames.projection], inputs: tables.width, outputs: width,
        precision: exceptions[TensorNames.projection] ?? precision, engine: engine)
      : nil
    attention = try Self.attention(of: architecture, from: source)
    layers = try (0..<architecture.storedLayers).map { number in
      try Layer(
        TensorNames.layer(number), of: architecture, from: source, precision: precision,
        exceptions: exceptions, engine: engine)
    }
    schedule = architecture.schedule
    pooler = withPooler ? try Pooler(width: width, from: source, engine: engine) : nil
  }

  /// The position table from the first row that a token can take on.
  private static func positions(of architecture: Architecture, from source: some TensorSource) throws
    -> [Float]
  {
    let rows = architecture.positionRows
    let width = architecture.embedding.width
    guard !rows.isEmpty else { return [] }
    let table = try source.floats(TensorNames.position, shape: [rows.upperBound, width])
    return Array(table[(rows.lowerBound * width)...])
  }

  private static func attention(of architecture: Architecture, from source: some TensorSource) throws
    -> Attention
  {
    let heads = architecture.attention.heads
    let headWidth = architecture.width / heads
    guard case .relativeBuckets(let count, let distance) = architecture.attention.bias else {
      return Attention(heads: heads, headWidth: headWidth)
    }
    let table = try source.floats(TensorNames.attentionBias, shape: [count, heads])
    let reach = (architecture.positions.limit ?? 512) - 1
    let biases = RelativeBuckets.spread(
      table, count: count, heads: heads, maximumDistance: distance, reach: reach)
    return Attention(heads: heads, headWidth: headWidth, bias: (biases, reach))
  }

  /// Computes the hidden states of a batch that was made for this architecture, into `workspace.result`.
  package func forward(_ batch: borrowing Batch, workspace: inout EncoderWorkspace) {
    embed(batch, workspace: &workspace)
    for stored in schedule.dropLast() {
      layers[stored].forward(
        &workspace.hidden, attention: attention, lengths: batch.lengths, buffers: &workspace.buffers,
        workspace: &workspace.compute)
    }
    guard let last = schedule.last else { return }
    if batch.wantsAll {
      layers[last].forward(
        &workspace.hidden, attention: attention, lengths: batch.lengths, buffers: &workspace.buffers,
        workspace: &workspace.compute)
      swap(&workspace.hidden, &workspace.result)
    } else {
      layers[last].forward(
        workspace.hidden, rows: batch.wantedRows, subset: batch.wanted, into: &workspace.result,
        attention: attention, lengths: batch.lengths, buffers: &workspace.buffers,
        workspace: &workspace.compute)
    }
  }

  private func embed(_ batch: borrowing Batch, workspace: inout EncoderWorkspace) {
    guard let projection else {
      embedding.look(
        up: batch.ids, types: batch.types, places: batch.places, into: &workspace.hidden,
        workspace: &workspace.compute)
      return
    }
    embedding.look(
      up: batch.ids, types: batch.types, places: batch.places, into: &workspace.embedded,
      workspace: &workspace.compute)
    projection.apply(workspace.embedded, into: &workspace.hidden, workspace: &workspace.compute)
  }
}
