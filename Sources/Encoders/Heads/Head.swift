import Checkpoints
import Compute

/// A head with packed weights: hidden states in, scores out. Always in 32-bit floats, whatever the encoder computes
/// in. Immutable, shared by all threads.
package final class Head: Sendable {
  /// What it is.
  package let form: HeadForm
  /// Scores a row.
  package let width: Int

  private let inputs: Int
  private let dense: PackedLinear?
  private let norm: RowNorm?
  private let output: PackedLinear?

  /// Packs the head `form` of an opened checkpoint.
  package init(_ form: HeadForm, of checkpoint: OpenedCheckpoint, engine: Engine) throws(ModelError) {
    let width = checkpoint.architecture.width
    let weights = checkpoint.weights
    // A masked-LM transform leads to the width of the word table, every other dense layer to the encoder's own.
    let inner = form.isTied ? checkpoint.architecture.embedding.width : width
    self.form = form
    inputs = width
    dense = try form.dense.map { dense throws(ModelError) in
      try Self.linear(dense.name, weights, inputs: width, outputs: inner, engine: engine)
    }
    norm = try form.normEpsilon.map { epsilon throws(ModelError) in
      try RowNorm(weights, name: "mlm.norm", columns: inner, epsilon: epsilon)
    }
    if form.isTied {
      output = try Self.decoder(checkpoint, engine: engine)
    } else {
      output = try form.output.map { name throws(ModelError) in
        let rows = try checkpoint.checkOutputs(of: form)
        return try Self.linear(name, weights, inputs: width, outputs: rows, engine: engine)
      }
    }
    self.width = output?.outputs ?? inner
  }

  /// The masked-LM decoder: the file's own where it is there, else the word table. transformers ties the two only where
  /// the file leaves the decoder out or stores the same numbers.
  private static func decoder(_ checkpoint: OpenedCheckpoint, engine: Engine) throws(ModelError)
    -> PackedLinear
  {
    let weights = checkpoint.weights
    let tables = checkpoint.architecture.embedding
    let isStored = weights.contains("mlm.decoder.weight")
    if !isStored, !checkpoint.config.tiesWordEmbeddings {
      throw ModelError.noHead(
        path: checkpoint.folder.path, wanted: [.maskedLM],
        missing: checkpoint.fileName(of: "mlm.decoder.weight"),
        holds: checkpoint.heads.map(\.kind))
    }
    return try Self.linear(
      isStored ? "mlm.decoder" : "embeddings.word", weights, inputs: tables.width, outputs: tables.vocabulary,
      bias: weights.contains("mlm.decoder.bias") ? "mlm.decoder.bias" : "mlm.bias", engine: engine)
  }

  private static func linear(
    _ name: String, _ weights: Weights, inputs: Int, outputs: Int, bias: String? = nil, engine: Engine
  ) throws(ModelError) -> PackedLinear {
    let values: [Float]
    let biases: [Float]
    do throws(CheckpointError) {
      values = try weights.floats("\(name).weight", shape: [outputs, inputs])
      biases = try weights.floats(bias ?? "\(name).bias", shape: [outputs])
    } catch {
      throw ModelError.checkpoint(error)
    }
    do throws(ComputeError) {
      return try PackedLinear(
        .floats(values), bias: biases, inputs: inputs, outputs: outputs, precision: .f32, engine: engine)
    } catch {
      throw ModelError.compute(error)
    }
  }

  /// Memory for one thread's calls of `forward`.
  package struct Buffers: ~Copyable {
    fileprivate var between: Rows
    /// The scores of the latest call, `[rows × width]`.
    package fileprivate(set) var scores: Rows

    /// Memory for `head`.
    package init(for head: Head) {
      between = Rows(columns: head.dense?.outputs ?? 1, forms: .f32)
      scores = Rows(columns: head.width, forms: .f32)
    }
  }

  /// Computes the scores of `hidden`, `[rows × hidden width]`, into `buffers.scores`. The rows are those that the head
  /// reads (`HeadForm.rows`), in any number; each is computed for itself.
  package func forward(
    _ hidden: borrowing Rows, buffers: inout Buffers, workspace: inout Workspace
  ) {
    precondition(hidden.columns == inputs, "a head reads rows of its encoder's width")
    guard let dense, let stage = form.dense else {
      output?.apply(hidden, into: &buffers.scores, workspace: &workspace)
      return
    }
    guard let output else {
      dense.apply(hidden, activation: stage.activation, into: &buffers.scores, workspace: &workspace)
      return
    }
    dense.apply(hidden, activation: stage.activation, into: &buffers.between, workspace: &workspace)
    if let norm { norm.apply(to: &buffers.between) }
    output.apply(buffers.between, into: &buffers.scores, workspace: &workspace)
  }
}
