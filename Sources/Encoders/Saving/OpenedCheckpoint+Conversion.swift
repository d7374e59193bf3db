import Checkpoints
import Files
import JSON

extension OpenedCheckpoint {
  /// Refuses `other` unless its encoder and tokenizer are this one's, number for number and byte for byte. A pooler may be
  /// absent from either.
  func requireSameEncoder(as other: OpenedCheckpoint) throws(ModelError) {
    guard family.modelType == other.family.modelType, architecture == other.architecture else {
      throw ModelError.architecturesDiffer(first: folder.path, second: other.folder.path)
    }
    for entry in weights.entries + other.weights.entries where names.belongsToEncoder(entry.name) {
      let isInBoth = weights.contains(entry.name) && other.weights.contains(entry.name)
      if !isInBoth, entry.name.hasPrefix("\(TensorNames.pooler).") { continue }
      guard isInBoth, weights[entry.name]?.shape == other.weights[entry.name]?.shape,
        try floatBits(entry.name) == other.floatBits(entry.name)
      else {
        throw ModelError.encodersDiffer(
          first: folder.path, second: other.folder.path, tensor: entry.fileName)
      }
    }
    for file in CheckpointFolder.tokenizerFiles {
      guard try tokenizerBytes(file) == other.tokenizerBytes(file) else {
        throw ModelError.tokenizersDiffer(first: folder.path, second: other.folder.path, file: file)
      }
    }
  }

  private func tokenizerBytes(_ file: String) throws(ModelError) -> [UInt8]? {
    guard encoderFolder.has(file) else { return nil }
    do throws(CheckpointError) {
      return try readFile(encoderFolder.path(of: file), limit: 256 << 20)
    } catch {
      throw ModelError.checkpoint(error)
    }
  }

  /// Writes the encoder with its configuration and tokenizer; gives the canonical names of what is stored in 8 bits.
  func writeEncoder(to path: String, form: EncoderForm, withPooler: Bool) throws(ModelError) -> [String] {
    let tensors = try encoderTensors(form, withPooler: withPooler)
    let quantized = tensors.filter { $0.elementType == .int8 }.compactMap {
      names.canonicalName(of: $0.name, prefixed: true)?.name
    }
    let commonest = tensors.max { $0.byteCount < $1.byteCount }?.elementType ?? .float32
    let config = config.json.replacing([
      ("architectures", .array([.string(family.classPrefix + "Model")])),
      ("model_type", .string(family.modelType)), ("torch_dtype", .string(commonest.torchName)),
      ("dtype", nil), ("id2label", nil), ("label2id", nil), ("num_labels", nil), ("problem_type", nil),
    ])
    do throws(CheckpointError) {
      try createFolder(path)
      try SafetensorsWriter.write(
        tensors, metadata: [("format", "pt")] + (quantized.isEmpty ? [] : [("bertrun", "int8")]),
        to: joinedPath(path, "model.safetensors"))
      try writeFile(indentedJSON(config), to: joinedPath(path, "config.json"))
      try encoderFolder.copyTokenizer(to: path)
      try encoderFolder.copySentenceFiles(to: path)
    } catch {
      throw ModelError.checkpoint(error)
    }
    return quantized
  }

  /// Writes `head.safetensors` and `task.json` of one head beside a folder `encoder`.
  func writeTask(
    _ form: HeadForm, task: TaskName, defaults: TaskManifest.Defaults, to path: String
  ) throws(ModelError) {
    let saved = try savedNames().filter { form.owns($0.savedAs) }
    var tensors: [OutputTensor] = []
    for (name, savedAs) in saved {
      tensors.append(try output(name, as: names.fileName(of: savedAs, prefixed: true)))
    }
    let named = manifest != nil || config.namesLabels
    // The task's usual head needs no word in task.json.
    let usual = HeadKind.kinds(for: task).first == form.kind
    let manifest = TaskManifest(
      task: task, encoder: "../encoder", head: tensors.isEmpty ? nil : "head.safetensors",
      architecture: usual ? nil : form.classes.first.map { family.classPrefix + $0 },
      labels: named ? try labels(of: form) : [],
      problemType: form.kind == .sequence ? problemType : nil, defaults: defaults)
    do throws(CheckpointError) {
      try createFolder(path)
      if !tensors.isEmpty {
        try SafetensorsWriter.write(
          tensors, metadata: [("format", "pt")], to: joinedPath(path, "head.safetensors"))
      }
      try writeFile(manifest.json(), to: joinedPath(path, "task.json"))
      if folder.isTask { try folder.copyCard(to: path) }
    } catch {
      throw ModelError.checkpoint(error)
    }
  }
}

extension HeadForm {
  /// Whether a canonical tensor is this head's own; the pooler is the encoder's.
  func owns(_ canonical: String) -> Bool {
    if isTied { return canonical.hasPrefix("mlm.") }
    let stems = [output, dense?.name].compactMap(\.self).filter { $0 != TensorNames.pooler }
    return stems.contains { canonical == "\($0).weight" || canonical == "\($0).bias" }
  }
}
