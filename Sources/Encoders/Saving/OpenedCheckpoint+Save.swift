import Checkpoints

extension OpenedCheckpoint {
  /// Writes the checkpoint to `path`, the tokenizer's and sentence-transformers' files with it; a tied decoder is left out.
  ///
  /// Tensors keep their stored types, so what is loaded again is equal byte for byte; 8-bit ones become F32.
  package func save(to path: String) throws(ModelError) {
    var tensors: [OutputTensor] = []
    for (name, savedAs) in try savedNames() {
      tensors.append(try output(name, as: names.fileName(of: savedAs, prefixed: true)))
    }
    let classes = manifest == nil && !config.architectures.isEmpty ? config.architectures : [className]
    let saved = SavedCheckpoint(
      family: family, config: config, classes: classes,
      labels: manifest.map(\.labels) ?? (config.namesLabels ? config.labels : []),
      problemType: problemType, tensors: tensors)
    try saved.write(to: path, besides: encoderFolder)
  }

  /// The class that has the heads of the files: of masked LM together with another pretraining head `…ForPreTraining`.
  private var className: String {
    let heads = heads.filter { $0.kind != .pooled }
    guard let first = heads.first else { return family.classPrefix + "Model" }
    let shared = first.classes.first { suffix in heads.allSatisfy { $0.classes.contains(suffix) } }
    return family.classPrefix + (shared ?? first.classes.first ?? "Model")
  }
}
