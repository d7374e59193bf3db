import Files

extension CheckpointFolder {
  /// Why there is nothing to read here, as far as the names in the folder show; nil where they do not.
  var misfit: CheckpointError? {
    let names = folderNames(path)
    func has(_ suffixes: String...) -> Bool {
      names.contains { name in suffixes.contains { name.hasSuffix($0) } }
    }
    if has("adapter_config.json", "adapter_model.safetensors", "adapter_model.bin") {
      return .misfit(folder: name, .adapter)
    }
    let models = ["task.json", "config.json"].flatMap { file in
      names.filter { pathKind(joinedPath(joinedPath(path, $0), file)) == .file }
    }
    let other: String? =
      has(".h5", ".ckpt.index", "saved_model.pb")
      ? "TensorFlow"
      : has(".msgpack")
        ? "Flax"
        : has(".onnx") || names.contains("onnx")
          ? "ONNX"
          : has(".gguf") ? "llama.cpp" : nil
    if let other, weightFile == nil { return .misfit(folder: name, .otherWeights(other)) }
    return models.isEmpty || weightFile != nil ? nil : .misfit(folder: name, .models(models))
  }
}
