import Files

/// A folder that holds a checkpoint or a task: which of the known files exist.
package struct CheckpointFolder: Sendable {
  /// The folder, with links resolved: by it two names of one checkpoint are the same.
  package let path: String
  /// The name that the user gave.
  package let name: String
  /// The names of the known files that are present.
  package let files: Set<String>

  /// The form in which a folder's weights are stored, in the order of preference of transformers.
  package enum WeightFile: String, Sendable, CaseIterable {
    case safetensors = "model.safetensors"
    case safetensorsIndex = "model.safetensors.index.json"
    case torch = "pytorch_model.bin"
    case torchIndex = "pytorch_model.bin.index.json"
  }

  /// The files of a tokenizer that are looked for.
  package static let tokenizerFiles = [
    "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt",
    "vocab.json", "merges.txt", "bpe.codes", "spiece.model", "sentencepiece.bpe.model", "spm.model",
  ]

  /// Other files that matter to some task.
  static let settingsFiles = [
    "config.json", "task.json", "modules.json", "sentence_bert_config.json",
    "config_sentence_transformers.json", "1_Pooling/config.json",
  ]

  /// The folder at `path`.
  package init(path: String, name: String? = nil) throws(CheckpointError) {
    guard let resolved = resolvedPath(path), pathKind(resolved) == .folder else {
      throw CheckpointError.system(path: path, operation: .open, code: pathKind(path) == .file ? 20 : 2)
    }
    self.path = resolved
    self.name = name ?? path
    let known = Self.settingsFiles + Self.tokenizerFiles + WeightFile.allCases.map(\.rawValue)
    files = Set(known.filter { pathKind(joinedPath(resolved, $0)) == .file })
  }

  /// The folder that a user's name means: a folder of the file system, else a model in the local cache.
  package static func locate(
    _ name: String, environment: [String: String]
  ) throws(CheckpointError) -> CheckpointFolder {
    if pathKind(name) != .nothing { return try CheckpointFolder(path: name) }
    let cache = HubCache(environment: environment)
    guard let snapshot = try cache.snapshot(of: name) else {
      throw CheckpointError.notFound(name: name, cache: cache.path)
    }
    return try CheckpointFolder(path: snapshot, name: name)
  }

  /// Whether the folder holds `name`.
  package func has(_ name: String) -> Bool { files.contains(name) }

  /// The path of a file in the folder.
  package func path(of file: String) -> String { joinedPath(path, file) }

  /// Whether this is a task folder.
  package var isTask: Bool { has("task.json") }

  /// The form of the weights; nil when there are none.
  package var weightFile: WeightFile? { WeightFile.allCases.first { has($0.rawValue) } }

  /// The files of the tokenizer that are present, in the order in which they are looked for.
  package var presentTokenizerFiles: [String] { Self.tokenizerFiles.filter(has) }

  /// `config.json`.
  package func config() throws(CheckpointError) -> ModelConfig {
    guard has("config.json") else {
      throw misfit ?? .missingFile(folder: path, expected: ["config.json"])
    }
    return try ModelConfig(path: path(of: "config.json"))
  }

  /// `task.json`.
  package func manifest() throws(CheckpointError) -> TaskManifest {
    try TaskManifest(path: path(of: "task.json"))
  }

  /// The folder of the encoder that a task's manifest names.
  package func encoderFolder(of manifest: TaskManifest) throws(CheckpointError) -> CheckpointFolder {
    try CheckpointFolder(path: joinedPath(path, manifest.encoder))
  }

  /// The folder's weights, opened.
  package func weights() throws(CheckpointError) -> Weights {
    guard let weightFile else {
      throw misfit ?? .missingFile(folder: path, expected: WeightFile.allCases.map(\.rawValue))
    }
    let path = path(of: weightFile.rawValue)
    let weights =
      switch weightFile {
      case .safetensors: try Weights(safetensors: [path])
      case .safetensorsIndex: try Weights(safetensorsIndex: path)
      case .torch: try Weights(torch: [path])
      case .torchIndex: try Weights(torchIndex: path)
      }
    return try weights.unwrapped()
  }
}
