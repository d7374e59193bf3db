import Compute

/// What comes before the first layer, for training: the tables' sum, its norm, and the projection where there is one.
struct TrainableTables: Sendable {
  private let tables: TrainableEmbedding
  private let norm: TrainableNorm
  private let projection: TrainableLinear?
  private let columns: Int

  init(_ encoder: EncoderParameters, in layout: ParameterLayout) {
    let architecture = encoder.architecture
    columns = architecture.embedding.width
    let positions = encoder.position.map { position in
      let range = layout.range(of: position)
      return range.lowerBound + architecture.positionRows.lowerBound * position.shape[1]..<range.upperBound
    }
    tables = TrainableEmbedding(
      width: columns, words: layout.range(of: encoder.word), types: encoder.type.map(layout.range),
      positions: positions)
    norm = TrainableNorm(encoder.norm, epsilon: architecture.normEpsilon, in: layout)
    projection = encoder.projection.map { TrainableLinear($0, in: layout) }
  }

  /// What backward needs of forward, and memory for both.
  struct Saved: ~Copyable {
    fileprivate var norm: TrainableNorm.Saved
    /// What the first layer reads.
    fileprivate(set) var output: Matrix
    /// What is projected.
    fileprivate var narrow: Matrix
    fileprivate var gradient: Matrix

    init(for tables: TrainableTables) {
      norm = TrainableNorm.Saved(columns: tables.columns)
      output = Matrix(columns: tables.projection?.outputs ?? tables.columns, forms: .f32)
      narrow = Matrix(columns: tables.columns, forms: .f32)
      gradient = Matrix(columns: tables.columns, forms: .f32)
    }
  }

  func forward(
    _ batch: borrowing Batch, parameters: Span<Float>, site: Dropout.Site?, examples: Span<UInt32>,
    saving saved: inout Saved, workspace: inout Workspace
  ) {
    guard let projection else {
      return sum(
        batch, parameters: parameters, site: site, examples: examples, into: &saved.output,
        norm: &saved.norm, workspace: &workspace)
    }
    sum(
      batch, parameters: parameters, site: site, examples: examples, into: &saved.narrow, norm: &saved.norm,
      workspace: &workspace)
    projection.forward(saved.narrow, parameters: parameters, into: &saved.output, workspace: &workspace)
  }

  private func sum(
    _ batch: borrowing Batch, parameters: Span<Float>, site: Dropout.Site?, examples: Span<UInt32>,
    into rows: inout Matrix, norm saved: inout TrainableNorm.Saved, workspace: inout Workspace
  ) {
    tables.forward(
      ids: batch.ids, types: batch.types, places: batch.places, parameters: parameters, into: &rows,
      workspace: &workspace)
    norm.forward(&rows, parameters: parameters, saving: &saved, workspace: &workspace)
    rows.drop(at: site, counts: batch.lengths, places: nil, examples: examples, workspace: &workspace)
  }

  /// Adds the gradients of tables, norm and projection; `d` is that of what the first layer reads.
  func backward(
    _ d: borrowing Matrix, _ batch: borrowing Batch, parameters: Span<Float>, site: Dropout.Site?,
    examples: Span<UInt32>, saved: inout Saved, into gradients: inout MutableSpan<Float>,
    workspace: inout Workspace
  ) {
    if let projection {
      projection.addGradients(of: d, inputs: saved.narrow, to: &gradients, workspace: &workspace)
      projection.backward(d, parameters: parameters, into: &saved.gradient, workspace: &workspace)
    } else {
      saved.gradient.copy(d)
    }
    saved.gradient.drop(
      at: site, counts: batch.lengths, places: nil, examples: examples, workspace: &workspace)
    norm.backward(
      &saved.gradient, saved: saved.norm, parameters: parameters, into: &gradients, workspace: &workspace)
    tables.backward(
      saved.gradient, ids: batch.ids, types: batch.types, places: batch.places, into: &gradients,
      workspace: &workspace)
  }
}
