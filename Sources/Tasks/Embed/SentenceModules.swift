import Checkpoints
import Compute
import Files
import JSON

/// What a folder of sentence-transformers says about making vectors: pooling, what follows it, and what is done to texts.
package struct SentenceModules: Sendable {
  /// How hidden states become vectors.
  package let form: VectorForm
  /// What is done to texts.
  package let preparation: EmbedTask.TextPreparation

  /// Reads `modules.json` and the files that it names; where it is missing, vectors are means of hidden states, as
  /// sentence-transformers takes them to be.
  package init(_ folder: CheckpointFolder) throws(CheckpointError) {
    var form = VectorForm(.pooled([.mean]))
    var includesPrompt = true
    for module in try Self.modules(folder) {
      switch module.kind {
      case "Transformer", "Dropout": break
      case "Pooling":
        let config = try ModelConfig(path: folder.path(of: joinedPath(module.path, "config.json")))
        form.source = .pooled(try Self.pooling(config))
        includesPrompt = try config.bool("include_prompt", default: true)
      case "Dense": form.layers.append(try Self.dense(module.path, folder))
      case "Normalize": form.normalizes = true
      default:
        throw .config(
          path: folder.path(of: Self.file),
          fault: .unknownValue(
            key: "type", value: module.kind,
            allowed: ["Transformer", "Pooling", "Dense", "Normalize", "Dropout"]))
      }
    }
    self.form = form
    preparation = try Self.preparation(folder, includesPrompt: includesPrompt)
  }

  private static let file = "modules.json"

  /// A step from tokens to vectors: the last part of its class's name, and its folder.
  private struct Module {
    let kind: String
    let path: String
  }

  private static func modules(_ folder: CheckpointFolder) throws(CheckpointError) -> [Module] {
    guard folder.has(file) else { return [] }
    let path = folder.path(of: file)
    let value: JSONValue
    let bytes = try readFile(path, limit: 1 << 20)
    do throws(JSONError) {
      value = try JSONValue.parse(bytes)
    } catch {
      throw .json(path: path, error: error)
    }
    guard let list = value.array else {
      throw .config(path: path, fault: .wrongType(key: file, expected: .array))
    }
    var modules: [Module] = []
    for entry in list {
      guard let type = entry["type"]?.string else { throw .config(path: path, fault: .missing(key: "type")) }
      guard let place = entry["path"]?.string else { throw .config(path: path, fault: .missing(key: "path")) }
      let parts = place.split(separator: "/", omittingEmptySubsequences: false)
      guard !place.hasPrefix("/"), !parts.contains("..") else {
        throw .config(path: path, fault: .unsupported(key: "path", value: place))
      }
      let kind = type.split(separator: ".").last.map(String.init) ?? type
      if kind == "Normalize" || kind == "Dense", !modules.contains(where: { $0.kind == "Pooling" }) {
        throw .config(path: path, fault: .unsupported(key: "type", value: "\(type) before Pooling"))
      }
      if kind == "Dense", modules.contains(where: { $0.kind == "Normalize" }) {
        throw .config(path: path, fault: .unsupported(key: "type", value: "\(type) after Normalize"))
      }
      modules.append(Module(kind: kind, path: place))
    }
    return modules
  }

  /// The ways of pooling, in the order in which their vectors are joined: `pooling_mode`, or a switch for each in older
  /// files.
  private static func pooling(_ config: ModelConfig) throws(CheckpointError) -> [VectorPooling] {
    let named = config.json["pooling_mode"].flatMap { value in
      value.string.map { [$0] } ?? value.array.map { $0.compactMap(\.string) }
    }
    if let named, !named.isEmpty {
      var modes: [VectorPooling] = []
      for name in named {
        guard let mode = VectorPooling(rawValue: name) else {
          throw config.error(
            .unknownValue(
              key: "pooling_mode", value: name, allowed: VectorPooling.allCases.map(\.rawValue)))
        }
        modes.append(mode)
      }
      return modes
    }
    let switches: [(key: String, mode: VectorPooling)] = [
      ("pooling_mode_cls_token", .first), ("pooling_mode_max_tokens", .max),
      ("pooling_mode_mean_tokens", .mean), ("pooling_mode_mean_sqrt_len_tokens", .meanSquareRoot),
      ("pooling_mode_weightedmean_tokens", .weightedMean), ("pooling_mode_lasttoken", .last),
    ]
    var modes: [VectorPooling] = []
    for (key, mode) in switches where try config.bool(key, default: false) { modes.append(mode) }
    return modes.isEmpty ? [.mean] : modes
  }

  private static func dense(_ path: String, _ folder: CheckpointFolder) throws(CheckpointError) -> DenseLayer
  {
    let place = folder.path(of: path)
    let config = try ModelConfig(path: joinedPath(place, "config.json"))
    let inputs = try config.integer("in_features", in: Limits.width, default: 0)
    let outputs = try config.integer("out_features", in: Limits.width, default: 0)
    guard inputs > 0 else { throw config.error(.missing(key: "in_features")) }
    guard outputs > 0 else { throw config.error(.missing(key: "out_features")) }
    if try config.bool("use_residual", default: false) {
      throw config.error(.unsupported(key: "use_residual", value: "true"))
    }
    for key in ["module_input_name", "module_output_name"] {
      let name = try config.string(key, default: "sentence_embedding")
      guard name == "sentence_embedding" else { throw config.error(.unsupported(key: key, value: name)) }
    }
    let weights = try CheckpointFolder(path: place).weights()
    defer { weights.close() }
    let function = try config.string("activation_function", default: "Tanh")
    guard let activation = activation(function),
      let layer = DenseLayer(
        weights: try weights.floats("linear.weight", shape: [outputs, inputs]),
        bias: try config.bool("bias", default: true)
          ? try weights.floats("linear.bias", shape: [outputs]) : [Float](repeating: 0, count: outputs),
        inputs: inputs, outputs: outputs, activation: activation)
    else { throw config.error(.unsupported(key: "activation_function", value: function)) }
    return layer
  }

  /// The activation that a class of torch names: `torch.nn.modules.activation.Tanh`.
  private static func activation(_ name: String) -> Activation? {
    switch name.split(separator: ".").last {
    case "Identity": .linear
    case "Tanh": .tanh
    case "GELU": .gelu
    case "ReLU": .relu
    case "Sigmoid": .sigmoid
    case "SiLU": .silu
    default: nil
    }
  }

  private static func preparation(
    _ folder: CheckpointFolder, includesPrompt: Bool
  ) throws(CheckpointError) -> EmbedTask.TextPreparation {
    var preparation = EmbedTask.TextPreparation()
    if folder.has("sentence_bert_config.json") {
      let config = try ModelConfig(path: folder.path(of: "sentence_bert_config.json"))
      preparation.lowercases = try config.bool("do_lower_case", default: false)
    }
    let file = "config_sentence_transformers.json"
    guard folder.has(file) else { return preparation }
    let config = try ModelConfig(path: folder.path(of: file))
    let name = try config.string("default_prompt_name", default: "")
    guard !name.isEmpty else { return preparation }
    guard let prompt = config.json["prompts"]?[name]?.string else {
      throw config.error(.missing(key: "prompts.\(name)"))
    }
    guard includesPrompt || prompt.isEmpty else {
      throw config.error(.unsupported(key: "include_prompt", value: "false"))
    }
    preparation.prompt = prompt
    return preparation
  }
}
