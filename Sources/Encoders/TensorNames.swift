/// Canonical names of an encoder's tensors: what a family's name rules map a file's names to.
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
///
/// `N` counts stored layers (`Architecture.storedLayers`): inner layer `i` of group `g` is `g * inner + i`. Linear
/// weights are [outputs, inputs].
package enum TensorNames {
  /// The word table.
  package static let word = "embeddings.word.weight"
  /// The position table.
  package static let position = "embeddings.position.weight"
  /// The token type table.
  package static let type = "embeddings.type.weight"
  /// Prefix of the norm after the tables' sum.
  package static let embeddingNorm = "embeddings.norm"
  /// Prefix of the linear layer from the tables' width to the encoder's.
  package static let projection = "embeddings.projection"
  /// The table of relative attention biases, shared by all layers.
  package static let attentionBias = "attention.bias.weight"
  /// Prefix of the pooler.
  package static let pooler = "pooler"

  /// Prefix of a stored layer's tensors, without the dot.
  package static func layer(_ number: Int) -> String { "layers.\(number)" }
}
