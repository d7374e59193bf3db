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

  /// Prepares the calling thread for a model.
  package init(for model: TrainableModel, engine: Engine) throws(ComputeError) {
    compute = try Workspace(engine)
    scores = Matrix(columns: 1, forms: .f32)
    scoreGradients = Matrix(columns: 1, forms: .f32)
  }
}
