import Checkpoints
import Compute
import Encoders

/// What a model's heads give for one sequence of the grid.
struct GridScores {
  let model: Model
  private let engine: Engine

  /// Loads every head that `folder` holds.
  init(_ folder: CheckpointFolder, engine: Engine) throws {
    let opened = try OpenedCheckpoint(folder)
    let kinds = opened.heads.map { [$0.kind] }
    opened.close()
    var loader = ModelLoader(engine)
    model = try loader.load(folder, heads: kinds, precision: .fixed(.f32))
    self.engine = engine
  }

  /// The scores of each head by the name of its kind; hidden states where `withHidden`.
  func scores(of sequence: Grid.Sequence, withHidden: Bool = false) throws -> [(
    name: String, values: [Float]
  )] {
    var workspace = try EncoderWorkspace(for: model.encoder)
    var result: [(name: String, values: [Float])] = []
    if withHidden {
      var batch = Batch(for: model.encoder.architecture)
      batch.append(ids: sequence.ids, types: sequence.types)
      model.encoder.forward(batch, workspace: &workspace)
      result.append(("hidden", values(workspace.result)))
    }
    for loaded in model.heads {
      var batch = Batch(for: model.encoder.architecture)
      let rows: RowSelection =
        switch loaded.head.form.rows {
        case .all: .all
        case .first: .first
        case .chosen: .some(sequence.rows)
        }
      batch.append(ids: sequence.ids, types: sequence.types, rows: rows)
      model.encoder.forward(batch, workspace: &workspace)
      var buffers = Head.Buffers(for: loaded.head)
      loaded.head.forward(workspace.result, buffers: &buffers, workspace: &workspace.compute)
      result.append((loaded.head.form.kind.rawValue, values(buffers.scores)))
    }
    return result
  }

  private func values(_ rows: borrowing Matrix) -> [Float] {
    rows.withFloats { floats in floats.indices.map { floats[$0] } }
  }
}
