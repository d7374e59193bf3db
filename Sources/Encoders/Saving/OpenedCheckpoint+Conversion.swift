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
    let pooler = parameters.pooler?.all ?? []
    for parameter in parameters.all + pooler {
      let (one, two) = (weights[parameter.name], other.weights[parameter.name])
      if one == nil || two == nil, pooler.contains(parameter) { continue }
      let isSame =
        if let one, let two {
          one.shape == two.shape
            ? try floatBits(parameter.name) == other.floatBits(parameter.name) : false
        } else { one == nil && two == nil }
      guard isSame else {
        throw ModelError.encodersDiffer(
          first: folder.path, second: other.folder.path,
          tensor: (one ?? two)?.fileName ?? fileName(of: parameter.name))
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

  /// `task.json` of a task that reads one of the heads and lies beside a folder `encoder`.
  func manifest(
    of form: HeadForm, task: TaskName, defaults: TaskManifest.Defaults
  ) throws(ModelError) -> TaskManifest {
    let named = manifest != nil || config.namesLabels
    let owned = try savedNames().contains { form.owns($0.savedAs) }
    // The task's usual head needs no word in task.json.
    let usual = task.heads.first == form.kind
    return TaskManifest(
      task: task, encoder: "../encoder", head: owned ? "head.safetensors" : nil,
      architecture: usual ? nil : form.classes.first.map { family.classPrefix + $0 },
      labels: named ? try labels(of: form) : [],
      problemType: form.kind == .sequence ? problemType : nil, defaults: defaults)
  }

  /// Writes a task's folder: the head, where it has tensors of its own, and the manifest.
  func writeTask(_ form: HeadForm, _ manifest: TaskManifest, to path: String) throws(ModelError) {
    var tensors: [OutputTensor] = []
    for (name, savedAs) in try savedNames() where form.owns(savedAs) {
      tensors.append(try output(name, as: names.fileName(of: savedAs, prefixed: true)))
    }
    do throws(CheckpointError) {
      try createFolder(path)
      if let head = manifest.head {
        try SafetensorsWriter.write(tensors, metadata: [("format", "pt")], to: joinedPath(path, head))
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
    if isTied { return canonical.hasPrefix(TensorNames.maskedLM) }
    let stems = [output, dense?.name].compactMap(\.self).filter { $0 != TensorNames.pooler }
    return stems.contains { canonical == TensorNames.weight(of: $0) || canonical == TensorNames.bias(of: $0) }
  }
}
