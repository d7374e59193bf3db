import Checkpoints
import Compute

/// What BERT, RoBERTa and its descendants, ELECTRA and MPNet share: config keys, and most tensor names.
enum BertBlock {
  /// The sizes that a family's configuration class takes when `config.json` does not say.
  struct Defaults {
    var vocabulary = 30522
    var width = 768
    var layers = 12
    var heads = 12
    var feedForward = 3072
    var activation = "gelu"
    var positions = 512
    var types = 2
    var normEpsilon = 1e-12
  }

  /// The architecture of a plain BERT block. Places are counted past the id `padding` where one is given.
  static func architecture(
    _ config: ModelConfig, _ defaults: Defaults, padding: Int? = nil, hasPooler: Bool
  ) throws(CheckpointError) -> Architecture {
    let width = try config.integer("hidden_size", in: Limits.width, default: defaults.width)
    let heads = try config.integer("num_attention_heads", in: Limits.heads, default: defaults.heads)
    guard width % heads == 0 else {
      throw config.error(
        .notDivisible(key: "hidden_size", value: width, by: "num_attention_heads", divisor: heads))
    }
    let positions = try config.integer(
      "max_position_embeddings", in: Limits.positions, default: defaults.positions)
    let smallest = padding.map { $0 + 2 } ?? 1
    guard positions >= smallest else {
      throw config.error(
        .outOfRange(
          key: "max_position_embeddings", value: "\(positions)",
          allowed: smallest...max(smallest, Limits.positions.upperBound)))
    }
    try refuseRelativePositions(config)
    return Architecture(
      width: width,
      layers: try config.integer("num_hidden_layers", in: Limits.layers, default: defaults.layers),
      normEpsilon: Float(try config.number("layer_norm_eps", default: defaults.normEpsilon)),
      positions: padding.map { .counted(count: positions, padding: $0) }
        ?? .absolute(count: positions, offset: 0),
      embedding: Architecture.Embedding(
        vocabulary: try config.integer("vocab_size", in: Limits.vocabulary, default: defaults.vocabulary),
        types: defaults.types == 0
          ? 0 : try config.integer("type_vocab_size", in: Limits.tokenTypes, default: defaults.types),
        width: width, isProjected: false),
      attention: Architecture.Attention(heads: heads),
      feedForward: Architecture.FeedForward(
        width: try config.integer("intermediate_size", in: Limits.width, default: defaults.feedForward),
        activation: try activation(config, "hidden_act", default: defaults.activation)),
      hasPooler: hasPooler)
  }

  /// The activation under a key; an unknown name is refused, never replaced.
  static func activation(
    _ config: ModelConfig, _ key: String, default fallback: String
  ) throws(CheckpointError) -> Activation {
    let name = try config.string(key, default: fallback)
    guard let activation = Activation(configurationName: name) else {
      throw config.error(.unsupported(key: key, value: name))
    }
    return activation
  }

  /// The relative kinds add a term to the scores that the encoder does not compute.
  static func refuseRelativePositions(_ config: ModelConfig) throws(CheckpointError) {
    let kind = try config.string("position_embedding_type", default: "absolute")
    if kind != "absolute" {
      throw config.error(.unsupported(key: "position_embedding_type", value: kind))
    }
  }

  /// The rules of the tables and the norm after them; `types` where the family has token types.
  static func embeddingRules(types: Bool = true) -> [NameMap.Rule] {
    var rules: [NameMap.Rule] = [
      .encoder("embeddings.word", "embeddings.word_embeddings"),
      .encoder("embeddings.position", "embeddings.position_embeddings"),
      .encoder("embeddings.norm", "embeddings.LayerNorm"),
    ]
    if types { rules.append(.encoder("embeddings.type", "embeddings.token_type_embeddings")) }
    return rules
  }

  /// The rules of a layer whose attention is called `attention.self` and `attention.output`.
  static let layerRules: [NameMap.Rule] =
    [
      .encoder("layers.*.attention.query", "encoder.layer.*.attention.self.query"),
      .encoder("layers.*.attention.key", "encoder.layer.*.attention.self.key"),
      .encoder("layers.*.attention.value", "encoder.layer.*.attention.self.value"),
      .encoder("layers.*.attention.output", "encoder.layer.*.attention.output.dense"),
      .encoder("layers.*.attention.norm", "encoder.layer.*.attention.output.LayerNorm"),
    ] + feedForwardRules

  /// The rules of a layer's second half.
  static let feedForwardRules: [NameMap.Rule] = [
    .encoder("layers.*.feedForward.inner", "encoder.layer.*.intermediate.dense"),
    .encoder("layers.*.feedForward.outer", "encoder.layer.*.output.dense"),
    .encoder("layers.*.feedForward.norm", "encoder.layer.*.output.LayerNorm"),
  ]

  /// The pooler of BERT, RoBERTa and MPNet.
  static let poolerRule: NameMap.Rule = .encoder("pooler", "pooler.dense")

  /// The name of the word table in files, by which a bare checkpoint is known.
  static let wordTable = "embeddings.word_embeddings"
}
