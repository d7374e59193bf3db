import Compute

extension TaskConversion {
  /// The tasks as models in memory, computed in f32 from the sources' own files: what a narrower form is compared with. They
  /// share one encoder.
  package func models(on engine: Engine) throws(ModelError) -> [Model] {
    let encoder = try holder.packedEncoder(precision: .f32, engine: engine)
    return try tasks.map { task throws(ModelError) in
      let checkpoint = task.checkpoint
      let head = Model.LoadedHead(
        head: try checkpoint.packedHead(task.form, engine: engine),
        labels: try checkpoint.labels(of: task.form), problemType: task.manifest.problemType)
      return Model(
        folder: checkpoint.folder, encoderFolder: checkpoint.encoderFolder, manifest: task.manifest,
        config: checkpoint.config, family: checkpoint.family, encoder: encoder, heads: [head])
    }
  }

  /// The products of the tasks' encoder.
  package var products: [EncoderProduct] { holder.parameters.products }

  /// An encoder of `models` with one product in another precision.
  package func repacked(
    _ encoder: Encoder, _ product: EncoderProduct, in precision: Precision
  ) throws(ModelError) -> Encoder {
    try holder.repacked(encoder, product, in: precision)
  }
}
