/// Canonical names of tensors: what a family's name rules map a file's names to.
///
/// With `V` words, `P` positions, `T` types, `E` the tables' width, `H` the encoder's width, `F` the feed-forward's:
///
///     embeddings.word.weight                      [V, E]
///     embeddings.position.weight                  [P, E]    unless positions are none
///     embeddings.type.weight                      [T, E]    unless there are no types
///     embeddings.norm.{weight,bias}               [E]
///     embeddings.projection.{weight,bias}         [H, E], [H]   where projected
///     attention.bias.weight                       [buckets, heads]   where relative buckets
///     layers.N.attention.query.{weight,bias}      [H, H], [H]   and key, value, output
///     layers.N.attention.norm.{weight,bias}       [H]
///     layers.N.feedForward.inner.{weight,bias}    [F, H], [F]
///     layers.N.feedForward.outer.{weight,bias}    [H, F], [H]
///     layers.N.feedForward.norm.{weight,bias}     [H]
///     pooler.{weight,bias}                        [H, H], [H]   where it is used
///     mlm.dense, mlm.norm, mlm.decoder, mlm.bias  of a masked-LM head; other heads as `HeadForm` says
///
/// `N` counts stored layers (`Architecture.storedLayers`): inner layer `i` of group `g` is `g * inner + i`. Linear
/// weights are [outputs, inputs]. `EncoderParameters` and `HeadParameters` are the names with their shapes.
enum TensorNames {
  /// The word table.
  static let word = weight(of: "embeddings.word")
  /// The position table.
  static let position = weight(of: "embeddings.position")
  /// The token type table.
  static let type = weight(of: "embeddings.type")
  /// Prefix of the norm after the tables' sum.
  static let embeddingNorm = "embeddings.norm"
  /// Prefix of the linear layer from the tables' width to the encoder's.
  static let projection = "embeddings.projection"
  /// The table of relative attention biases, shared by all layers.
  static let attentionBias = weight(of: "attention.bias")
  /// Prefix of the pooler.
  static let pooler = "pooler"

  /// What the names of a masked-LM head begin with.
  static let maskedLM = "mlm."
  /// Prefix of a masked-LM head's transform.
  static let transform = "mlm.dense"
  /// Prefix of the norm after the transform.
  static let transformNorm = "mlm.norm"
  /// Prefix of the decoder, whose weight is the word table where the two are tied.
  static let decoder = "mlm.decoder"
  /// The decoder's bias, which files call so or as the bias of `decoder`.
  static let decoderBias = "mlm.bias"

  /// Prefix of a stored layer's tensors, without the dot.
  static func layer(_ number: Int) -> String { "layers.\(number)" }

  /// The weight of what is called `prefix`.
  static func weight(of prefix: String) -> String { "\(prefix).weight" }
  /// The bias of what is called `prefix`.
  static func bias(of prefix: String) -> String { "\(prefix).bias" }

  /// The scales of an 8-bit tensor.
  static func scale(of tensor: String) -> String { "\(tensor).scale" }
  /// Whether a tensor holds the scales of another.
  static func isScale(_ name: String) -> Bool { name.hasSuffix(".weight.scale") }
}
