import Checkpoints
import Files
import JSON

extension OpenedCheckpoint {
  /// Writes the checkpoint to `path` so that transformers 4 and 5 load it: the encoder under its family's prefix, modern
  /// names, a tied decoder left out, `config.json` with the keys that both read, and the files of the tokenizer and of
  /// sentence-transformers.
  ///
  /// Tensors keep their stored types, so what is loaded again is equal byte for byte; 8-bit ones become F32.
  package func save(to path: String) throws(ModelError) {
    var tensors: [OutputTensor] = []
    for (name, savedAs) in try savedNames() {
      tensors.append(try output(name, as: names.fileName(of: savedAs, prefixed: true)))
    }
    do throws(CheckpointError) {
      try createFolder(path)
      try SafetensorsWriter.write(
        tensors, metadata: [("format", "pt")], to: joinedPath(path, "model.safetensors"))
      try writeFile(indentedJSON(savedConfig(tensors)), to: joinedPath(path, "config.json"))
      try encoderFolder.copyTokenizer(to: path)
      try encoderFolder.copySentenceFiles(to: path)
    } catch {
      throw ModelError.checkpoint(error)
    }
  }

  /// `config.json` with what a reader needs stated, and everything else kept.
  private func savedConfig(_ tensors: [OutputTensor]) -> JSONObject {
    let labels = manifest.map(\.labels) ?? (config.namesLabels ? config.labels : [])
    let commonest = tensors.max { $0.byteCount < $1.byteCount }?.elementType ?? .float32
    let classes = manifest == nil && !config.architectures.isEmpty ? config.architectures : [className]
    return config.json.replacing(
      [
        ("architectures", .array(classes.map(JSONValue.string))), ("model_type", .string(family.modelType)),
        ("torch_dtype", .string(commonest.torchName)), ("dtype", nil),
        ("problem_type", problemType.map { .string($0.rawValue) }),
      ] + labelMembers(labels))
  }

  private func labelMembers(_ labels: [String]) -> [(key: String, value: JSONValue?)] {
    guard !labels.isEmpty else { return [] }
    let forward = labels.enumerated().map { ("\($0)", JSONValue.string($1)) as JSONObject.Member }
    let backward = labels.enumerated().map { ($1, JSONValue.integer($0)) as JSONObject.Member }
    return [
      ("id2label", .object(JSONObject(forward))), ("label2id", .object(JSONObject(backward))),
      ("num_labels", nil),
    ]
  }

  /// The class that has the heads of the files: of masked LM together with another pretraining head `…ForPreTraining`.
  private var className: String {
    let heads = heads.filter { $0.kind != .pooled }
    guard let first = heads.first else { return family.classPrefix + "Model" }
    let shared = first.classes.first { suffix in heads.allSatisfy { $0.classes.contains(suffix) } }
    return family.classPrefix + (shared ?? first.classes.first ?? "Model")
  }
}

extension CheckpointFolder {
  /// Copies what people read of a task folder: its card and its example.
  func copyCard(to path: String) throws(CheckpointError) {
    for file in ["README.md", "example.jsonl"] where resolvedPath(self.path(of: file)) != nil {
      try writeFile(readFile(self.path(of: file), limit: 1 << 20), to: joinedPath(path, file))
    }
  }

  /// Copies the tokenizer's files, byte for byte.
  func copyTokenizer(to path: String) throws(CheckpointError) {
    for file in presentTokenizerFiles {
      try writeFile(readFile(self.path(of: file), limit: 256 << 20), to: joinedPath(path, file))
    }
  }
}

extension OutputTensor {
  /// Bytes in the file.
  var byteCount: Int { Checkpoints.byteCount(shape: shape, elementType: elementType) ?? 0 }
}

extension ElementType {
  /// PyTorch's name of the type, as in `torch_dtype`.
  var torchName: String {
    switch self {
    case .float16: "float16"
    case .bfloat16: "bfloat16"
    case .float64: "float64"
    default: "float32"
    }
  }
}
