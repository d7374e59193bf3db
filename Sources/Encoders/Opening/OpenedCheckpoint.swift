import Checkpoints

/// A checkpoint or task folder whose files are open and understood, before anything is packed.
package struct OpenedCheckpoint {
  /// The folder that the user named: a checkpoint's or a task's.
  package let folder: CheckpointFolder
  /// The folder of the encoder: the same, or the one that `task.json` names.
  package let encoderFolder: CheckpointFolder
  /// `task.json`, where the folder is a task's.
  package let manifest: TaskManifest?
  /// The encoder's `config.json`.
  package let config: ModelConfig
  /// What the checkpoint is.
  package let family: Family
  /// The parameters of its encoder.
  package let parameters: EncoderParameters
  /// The tensors under canonical names, of the encoder and of a task's head.
  package let weights: Weights
  /// The rules by which they were named.
  package let names: NameMap
  /// Tensors in the files that no rule covers, as the files call them; those that carry no parameter left out.
  package let unusedTensors: [String]
  /// Every head that the family can have.
  package let forms: [HeadForm]
  /// The kinds of head that the checkpoint itself says it has.
  let namedKinds: [HeadKind]
  /// The heads that the files hold.
  package let heads: [HeadForm]

  /// Opens `folder`. `wanted` decides what a `classifier` is where nothing in the checkpoint does.
  package init(_ folder: CheckpointFolder, wanted: [HeadKind] = []) throws(ModelError) {
    do throws(CheckpointError) {
      manifest = folder.isTask ? try folder.manifest() : nil
      encoderFolder =
        try manifest.map { manifest throws(CheckpointError) in
          try folder.encoderFolder(of: manifest)
        } ?? folder
    } catch {
      throw ModelError.checkpoint(error)
    }
    if manifest != nil, encoderFolder.isTask { throw ModelError.taskWithinTask(path: encoderFolder.path) }
    self.folder = folder

    let encoderWeights: Weights
    let headWeights: Weights?
    do throws(CheckpointError) {
      config = try encoderFolder.config()
      encoderWeights = try encoderFolder.weights()
      headWeights = try manifest?.head.map { name throws(CheckpointError) in
        try Weights(safetensors: [folder.path(of: name)])
      }
    } catch {
      throw ModelError.checkpoint(error)
    }
    family = try Family.of(config, tensorNames: encoderWeights.entries.map(\.name))
    do throws(CheckpointError) {
      let architecture = try family.architecture(config)
      parameters = EncoderParameters(of: architecture)
      forms = try family.heads(config, architecture)
      names = family.names(architecture)
      var (weights, unused) = try encoderWeights.named(by: names)
      if let headWeights {
        let head = try headWeights.named(by: names)
        // A head in a task's folder replaces one that the encoder's files may still hold.
        weights = try weights.without(head.weights.entries.map(\.name)).joined(with: head.weights)
        unused += head.extras
      }
      self.weights = weights
      unusedTensors = unused.filter { !Family.isIgnored($0) }
    } catch {
      throw ModelError.checkpoint(error)
    }
    namedKinds = Self.namedKinds(config, manifest, forms)
    heads = HeadForm.present(
      of: forms, in: weights, on: parameters, named: namedKinds, wanted: wanted)
  }

  /// The sizes of its encoder.
  package var architecture: Architecture { parameters.architecture }

  /// The kinds of head that the checkpoint itself names: a task's class or name, else `architectures`.
  private static func namedKinds(
    _ config: ModelConfig, _ manifest: TaskManifest?, _ forms: [HeadForm]
  ) -> [HeadKind] {
    guard let manifest else {
      return config.architectures.flatMap { Family.headKinds(ofClass: $0, in: forms) }
    }
    return (manifest.architecture.map { Family.headKinds(ofClass: $0, in: forms) } ?? [])
      + manifest.task.heads
  }

  /// The first head of the `wanted` kinds; else an error that lists what the files hold.
  package func head(_ wanted: [HeadKind]) throws(ModelError) -> HeadForm {
    for kind in wanted {
      if let form = heads.first(where: { $0.kind == kind }) { return form }
    }
    let form = forms.first { wanted.contains($0.kind) }
    let missing = form?.firstMissing(in: weights, on: parameters).map { fileName(of: $0) }
    throw ModelError.noHead(
      path: folder.path, wanted: wanted, missing: missing, holds: heads.map(\.kind))
  }

  /// What a canonical tensor is called in the checkpoint's files.
  package func fileName(of canonical: String) -> String {
    names.fileName(of: canonical, prefixed: names.isPrefixed(weights.entries.map(\.fileName)))
  }

  /// The labels of a head: the task's or the configuration's where they name any, else `LABEL_0` …, one for each of
  /// the head's outputs; empty for heads whose outputs have no labels. A count that differs from the head's
  /// outputs is an error.
  package func labels(of form: HeadForm) throws(ModelError) -> [String] {
    guard form.kind == .token || form.kind == .sequence, let output = form.output,
      let entry = weights[TensorNames.weight(of: output)]
    else { return [] }
    let rows = entry.shape.first ?? 0
    let labels = manifest.map(\.labels) ?? (config.namesLabels ? config.labels : [])
    guard !labels.isEmpty else { return (0..<rows).map { "LABEL_\($0)" } }
    guard labels.count == rows else {
      throw ModelError.labelCount(
        path: entry.path, tensor: entry.fileName, rows: rows, expected: labels.count)
    }
    return labels
  }

  /// The parameters of a head that the files hold. The rows of its last layer must be as many as its kind asks for.
  package func parameters(of form: HeadForm) throws(ModelError) -> HeadParameters {
    let bias = TensorNames.bias(of: TensorNames.decoder)
    let decoder = HeadParameters.Decoder(
      isTied: !weights.contains(TensorNames.weight(of: TensorNames.decoder)),
      hasOwnBias: weights.contains(bias))
    return HeadParameters(form, on: parameters, outputs: try outputs(of: form), decoder: decoder)
  }

  /// The rows of a head's last layer in the file; the encoder's sizes decide those of the pooler and of the masked-LM head.
  private func outputs(of form: HeadForm) throws(ModelError) -> Int {
    guard let output = form.output, !form.isTied else { return architecture.width }
    let entry: TensorEntry
    do throws(CheckpointError) {
      entry = try weights.entry(TensorNames.weight(of: output))
    } catch {
      throw ModelError.checkpoint(error)
    }
    let rows = entry.shape.first ?? 0
    if let expected = form.fixedOutputs, rows != expected {
      throw ModelError.labelCount(
        path: entry.path, tensor: entry.fileName, rows: rows, expected: expected)
    }
    return rows
  }

  /// A missing tensor of the encoder, with the heads that the file does hold; other errors as they are.
  func explained(_ error: ModelError) -> ModelError {
    guard case .checkpoint(.missingTensor(let path, let tensor, _)) = error else { return error }
    return .missingTensor(path: path, tensor: tensor, holds: heads.map(\.kind))
  }

  /// What a sequence head's numbers mean; nil leaves it to the count of labels.
  package var problemType: ProblemType? {
    manifest?.problemType ?? (manifest == nil ? config.problemType : nil)
  }

  /// Closes the files.
  package func close() { weights.close() }
}
