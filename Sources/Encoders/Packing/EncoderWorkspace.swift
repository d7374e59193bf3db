import Compute

/// One thread's memory for an encoder's forward pass. Make it on the thread that uses it.
package struct EncoderWorkspace: ~Copyable {
  /// What the thread computes with; heads use it too.
  package var compute: Workspace
  /// Last hidden states of the rows that the latest batch wanted (`Batch.resultRows`), as floats.
  package internal(set) var result: Matrix

  var embedded: Matrix
  var hidden: Matrix
  var buffers: LayerBuffers

  /// Prepares the calling thread for an encoder.
  package init(for encoder: Encoder) throws(ComputeError) {
    let architecture = encoder.architecture
    compute = try Workspace(encoder.engine)
    let forms = encoder.factorForms.union(.f32)
    result = Matrix(columns: architecture.width, forms: forms)
    hidden = Matrix(columns: architecture.width, forms: forms)
    embedded = Matrix(columns: architecture.embedding.width, forms: encoder.factorForms)
    buffers = LayerBuffers(
      width: architecture.width, precision: encoder.precision, factors: encoder.factorForms,
      processor: encoder.engine.processor)
  }
}
