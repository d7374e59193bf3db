import Compute

/// One thread's memory for training a model: what forward saves for backward, and gradients between layers. Make it on the
/// thread that uses it. It grows to what the largest batch asked of it, is reused from batch to batch, and after that nothing
/// is allocated.
package struct TrainingWorkspace: ~Copyable {
  /// What the thread computes with.
  var compute: Workspace
  /// The scores of the latest forward, a row of `outputs` for each of the batch's wanted rows.
  package internal(set) var scores: Matrix
  /// The gradient of the loss by each of the scores. Forward sizes it like `scores`; the caller fills all of it before
  /// backward, which may overwrite it.
  package var scoreGradients: Matrix

  var tables: TrainableTables.Saved
  let steps: [TrainableLayer.Saved]
  let heads: [TrainableHead.Saved]
  var buffers: TrainableLayer.Buffers
  /// The gradient of the rows between two layers.
  var gradient: Matrix
  /// The head whose scores are shown.
  private var latestHead: Int?

  /// Prepares the calling thread for a model.
  package init(for model: TrainableModel, engine: Engine) throws(ComputeError) {
    compute = try Workspace(engine)
    scores = Matrix(columns: 1, forms: .f32)
    scoreGradients = Matrix(columns: 1, forms: .f32)
    tables = TrainableTables.Saved(for: model.tables)
    steps = model.schedule.map { TrainableLayer.Saved(for: model.layers[$0]) }
    heads = model.trainableHeads.map { TrainableHead.Saved(for: $0) }
    buffers = TrainableLayer.Buffers(
      for: model.layers[0], bias: AttentionBias(of: model.encoder, in: model.layout))
    gradient = Matrix(columns: model.encoder.architecture.width, forms: .f32)
  }

  /// Shows the matrices of this head's scores, which have its columns.
  mutating func show(_ head: Int) {
    if latestHead == head { return }
    if let latestHead { exchange(latestHead) }
    exchange(head)
    latestHead = head
  }

  private mutating func exchange(_ head: Int) {
    swap(&scores, &heads[head].scores)
    swap(&scoreGradients, &heads[head].scoreGradients)
  }
}
