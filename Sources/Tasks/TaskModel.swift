import Compute
import Encoders

/// The encoder and the one head that a task reads, or the encoder alone; immutable, shared by all workers.
package struct TaskModel: Sendable {
  private let encoder: Encoder
  private let head: Head?

  /// The encoder of a loaded model and one of its heads; without a head, a row's scores are its hidden state.
  package init(encoder: Encoder, head: Head?) {
    self.encoder = encoder
    self.head = head
  }

  /// Scores a row.
  package var width: Int { head?.width ?? encoder.architecture.width }

  /// The precision of the encoder's products.
  package var precision: Precision { encoder.precision }
  /// What the kernels run on.
  package var instructionSet: InstructionSet { encoder.engine.processor.instructionSet }

  /// The granularity in which rows cost: the shortest tile that products run over.
  package static let tileRows = 16

  /// Rows of a batch unless told otherwise: few enough that the 32-bit sums of a layer stay in a core's second cache.
  package var batchRows: Int {
    switch encoder.precision {
    case .f32: 512
    case .bf16: 256
    case .int8: 128
    }
  }

  /// One worker's memory; made on the thread that uses it.
  package struct Workspace: ~Copyable {
    fileprivate var encoder: EncoderWorkspace
    fileprivate var head: Head.Buffers?
    fileprivate var batch: Batch
  }

  /// Prepares the calling thread.
  package func makeWorkspace() throws(ComputeError) -> Workspace {
    var buffers: Head.Buffers?
    if let head { buffers = Head.Buffers(for: head) }
    return Workspace(
      encoder: try EncoderWorkspace(for: encoder), head: buffers, batch: Batch(for: encoder.architecture))
  }

  /// The head's scores, or the hidden states, of every window's wanted rows, in the order of the windows. A window's
  /// scores are the same bits whatever the other windows are.
  package func scores(of windows: [Window], workspace: inout Workspace) -> [Scores] {
    workspace.batch.removeAll()
    for window in windows where !window.ids.isEmpty {
      let rows: Batch.WantedRows =
        switch window.rows {
        case .all: .all
        case .first: .first
        case .some(let rows): .indices(rows)
        }
      workspace.batch.append(ids: window.ids, types: window.typeIDs, rows: rows)
    }
    guard !workspace.batch.isEmpty else { return windows.map { _ in Scores(values: [], width: width) } }
    encoder.forward(workspace.batch, workspace: &workspace.encoder)
    guard let head, var buffers = workspace.head.take() else {
      return split(workspace.encoder.result, windows, workspace.batch)
    }
    head.forward(workspace.encoder.result, buffers: &buffers, workspace: &workspace.encoder.compute)
    let scores = split(buffers.scores, windows, workspace.batch)
    workspace.head = consume buffers
    return scores
  }

  /// Gives every window its own of all computed rows, which lie in the order of the windows.
  private func split(_ rows: borrowing Rows, _ windows: [Window], _ batch: borrowing Batch) -> [Scores] {
    rows.withFloats { floats in
      var sequence = 0
      return windows.map { window in
        guard !window.ids.isEmpty else { return Scores(values: [], width: width) }
        let rows = batch.resultRows(of: sequence)
        sequence += 1
        let values = floats.extracting(rows.lowerBound * width..<rows.upperBound * width)
        return Scores(values: values.indices.map { values[$0] }, width: width)
      }
    }
  }
}
