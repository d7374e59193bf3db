import Compute
import Encoders
import Records

/// An encoder and the heads that tasks read; immutable, shared by all workers.
package struct TaskModel: Sendable {
  private let encoder: Encoder
  private let heads: [Head?]

  /// The encoder of a loaded model and some of its heads; where a head is nil, a row's scores are its hidden state.
  package init(encoder: Encoder, heads: [Head?]) {
    self.encoder = encoder
    self.heads = heads
  }

  /// The encoder of a loaded model and one of its heads, or none.
  package init(encoder: Encoder, head: Head?) { self.init(encoder: encoder, heads: [head]) }

  /// The same heads on another encoder of the same sizes.
  package func replacing(_ encoder: Encoder) -> TaskModel { TaskModel(encoder: encoder, heads: heads) }

  /// The precision of the encoder's products.
  package var precision: Precision { encoder.precision }
  /// What the kernels run on.
  package var instructionSet: InstructionSet { encoder.engine.processor.instructionSet }
  /// The processor, and what products of it are called by.
  package var engine: Engine { encoder.engine }
  /// The sizes of the encoder.
  package var architecture: Architecture { encoder.architecture }
  /// The rows that the first head reads; nil where hidden states are wanted.
  package var headRows: HeadForm.ReadRows? { heads.first.flatMap(\.self)?.form.rows }

  /// The granularity in which a batch is planned. A product may run over a shorter tile, which costs two thirds of one of this
  /// height.
  package static let tileRows = 16

  /// Rows of a batch by default, as measured for all precisions: enough that a pass over the weights serves many
  /// rows and few tiles are short ones; two and four times as many gain nothing.
  package static let batchRows = 512

  /// Refuses ids for which the encoder has no vector: those of a tokenizer that is another model's, or that got tokens for
  /// which the model was not made larger.
  package func check(_ windows: [Window]) throws(Reject.Reason) {
    let count = encoder.architecture.embedding.vocabulary
    for window in windows {
      if let id = window.ids.max(), id >= count { throw .tokenID(Int(id), count: count) }
    }
  }

  /// One worker's memory; made on the thread that uses it.
  package struct Workspace: ~Copyable {
    fileprivate var encoder: EncoderWorkspace
    fileprivate var heads: [HeadMemory?]
    fileprivate var batch: Batch
    /// The rows of one of several heads.
    fileprivate var gathered: Matrix

    /// Time by stage, where wanted; nil costs nothing.
    package var times: StageTimes? {
      get { encoder.compute.times }
      set { encoder.compute.times = newValue }
    }
  }

  /// A head's memory. A reference, so that an array can hold it; it is touched by the worker's thread alone.
  fileprivate final class HeadMemory {
    var buffers: Head.Buffers

    init(for head: Head) { buffers = Head.Buffers(for: head) }
  }

  /// Prepares the calling thread.
  package func makeWorkspace() throws(ComputeError) -> Workspace {
    Workspace(
      encoder: try EncoderWorkspace(for: encoder), heads: heads.map { $0.map { HeadMemory(for: $0) } },
      batch: Batch(for: encoder.architecture),
      gathered: Matrix(columns: encoder.architecture.width, forms: .f32))
  }

  /// The first head's scores of every window's wanted rows, in the order of the windows.
  package func scores(of windows: [Window], workspace: inout Workspace) -> [Scores] {
    scores(of: windows.map { SharedWindow($0) }, workspace: &workspace).map { $0[0] }
  }

  /// The scores, or the hidden states, of the rows that each reader of every window wants, in the order of windows and
  /// readers. A reader's scores are the same bits whatever the other readers and windows are.
  package func scores(of windows: [SharedWindow], workspace: inout Workspace) -> [[Scores]] {
    workspace.batch.removeAll()
    let unions = windows.map { RowSelection.union($0.readers.map(\.rows)) }
    for (window, rows) in zip(windows, unions) where !window.ids.isEmpty {
      workspace.batch.append(ids: window.ids, types: window.typeIDs, rows: rows)
    }
    var scores = windows.map { window in
      window.readers.map { Scores(values: [], width: width(of: $0.head)) }
    }
    guard !workspace.batch.isEmpty else { return scores }
    encoder.forward(workspace.batch, workspace: &workspace.encoder)
    // The parts of a head are not told apart.
    var times = workspace.times.take()
    for head in heads.indices {
      let places = SharedRows(of: head, in: windows, unions, workspace.batch)
      if !places.isEmpty { compute(head, places, &workspace, &scores) }
    }
    times?.mark(.head)
    workspace.times = times
    return scores
  }

  /// Scores a row of a head.
  package func width(of head: Int) -> Int { heads[head]?.width ?? encoder.architecture.width }

  /// Computes one head for its readers. Where it wants every computed row in order, as the only head does, none is moved.
  private func compute(
    _ number: Int, _ places: SharedRows, _ workspace: inout Workspace, _ scores: inout [[Scores]]
  ) {
    let takesAll = places.rows.elementsEqual(0..<Int32(workspace.encoder.result.count))
    if !takesAll { workspace.gathered.gather(places.rows.span, of: workspace.encoder.result) }
    guard let head = heads[number], let memory = workspace.heads[number] else {
      if takesAll {
        places.split(workspace.encoder.result, into: &scores)
      } else {
        places.split(workspace.gathered, into: &scores)
      }
      return
    }
    if takesAll {
      head.forward(
        workspace.encoder.result, buffers: &memory.buffers, workspace: &workspace.encoder.compute)
    } else {
      head.forward(workspace.gathered, buffers: &memory.buffers, workspace: &workspace.encoder.compute)
    }
    places.split(memory.buffers.scores, into: &scores)
  }
}
