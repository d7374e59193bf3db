import Compute

/// What an encoder is, as values: everything in which one family differs from another.
///
/// A family fills this from its `config.json`; `Encoder` is built from it and from nothing else.
/// All encoders are post-norm: `norm(x + attention(x))`, then `norm(x + feedForward(x))`.
package struct Architecture: Sendable, Equatable {
  /// Width of a row between layers (`hidden_size`).
  package var width: Int
  /// Steps through the layer groups (`num_hidden_layers`); see `Sharing` for the true depth.
  package var layers: Int
  /// Added to a variance before its square root, in every layer norm (`layer_norm_eps`).
  package var normEpsilon: Float
  /// How a token's place enters.
  package var positions: Positions
  /// What stands before the first layer.
  package var embedding: Embedding
  /// Attention of every layer.
  package var attention: Attention
  /// The two linear layers after attention.
  package var feedForward: FeedForward
  /// Which steps share parameters.
  package var sharing: Sharing
  /// Whether the checkpoint's family has a `pooler` (dense + tanh on token 0). Loaded only when asked for.
  package var hasPooler: Bool

  /// How a token's place in its sequence enters the embedding.
  package enum Positions: Sendable, Equatable {
    /// Token `i` of a sequence takes row `i + offset` of a table of `count` rows.
    case absolute(count: Int, offset: Int)
    /// The padding token takes row `padding`, which is its id, of a table of `count` rows; every other token the row
    /// after the last one taken (RoBERTa and its descendants, MPNet). Packed rows hold no padding, but a text may spell it.
    case counted(count: Int, padding: Int)
    /// No position table.
    case none

    /// The longest sequence, specials included; nil where nothing limits it.
    package var limit: Int? {
      switch self {
      case .absolute(let count, let offset): count - offset
      case .counted(let count, let padding): count - padding - 1
      case .none: nil
      }
    }
  }

  /// Tables that are summed and normed before the first layer.
  package struct Embedding: Sendable, Equatable {
    /// Rows of the word table (`vocab_size`).
    package var vocabulary: Int
    /// Rows of the token type table (`type_vocab_size`); 0 where the family has none. Larger type ids count as 0.
    package var types: Int
    /// Width of the tables (`embedding_size`), the encoder's width in most families.
    package var width: Int
    /// Whether a linear layer leads from the tables' width to the encoder's: always in ALBERT, in ELECTRA where
    /// the widths differ.
    package var isProjected: Bool

    /// Creates the description of an embedding.
    package init(vocabulary: Int, types: Int, width: Int, isProjected: Bool) {
      self.vocabulary = vocabulary
      self.types = types
      self.width = width
      self.isProjected = isProjected
    }
  }

  /// Self-attention with scores over the square root of the head's width.
  package struct Attention: Sendable, Equatable {
    /// Number of heads; a head is `width / heads` wide.
    package var heads: Int
    /// What is added to the scaled scores.
    package var bias: Bias

    /// Creates the description of an attention.
    package init(heads: Int, bias: Bias = .none) {
      self.heads = heads
      self.bias = bias
    }
  }

  /// A learnt addition to attention scores.
  package enum Bias: Sendable, Equatable {
    /// None.
    case none
    /// T5's buckets of the distance key − query, both directions, exact near and logarithmic to `maximumDistance`; one
    /// table for all layers (MPNet: 32 buckets, distance 128).
    case relativeBuckets(count: Int, maximumDistance: Int)
  }

  /// Linear, activation, linear.
  package struct FeedForward: Sendable, Equatable {
    /// Width between the two linear layers (`intermediate_size`).
    package var width: Int
    /// Activation between them.
    package var activation: Activation

    /// Creates the description of a feed-forward block.
    package init(width: Int, activation: Activation) {
      self.width = width
      self.activation = activation
    }
  }

  /// ALBERT's sharing: step `s` of `layers` runs all inner layers of group `s / (layers / groups)`.
  package struct Sharing: Sendable, Equatable {
    /// Number of groups with parameters of their own; `layers` where nothing is shared.
    package var groups: Int
    /// Layers inside a group (`inner_group_num`), 1 elsewhere.
    package var inner: Int

    /// Creates the description of a sharing.
    package init(groups: Int, inner: Int = 1) {
      self.groups = groups
      self.inner = inner
    }
  }

  /// Number of layers with parameters of their own: those that a checkpoint stores.
  package var storedLayers: Int { sharing.groups * sharing.inner }

  /// For every layer that is run, in order, the number of the stored layer whose parameters it uses. The group of a step is
  /// worked out in 64-bit floats, as transformers does: where the quotient is not exact, a step may fall to the group before.
  package var schedule: [Int] {
    (0..<layers).flatMap { step in
      let group = Int(Double(step) / (Double(layers) / Double(sharing.groups)))
      return (0..<sharing.inner).map { group * sharing.inner + $0 }
    }
  }

  /// The rows of the position table that sequences reach: those before them are never read.
  var positionRows: Range<Int> {
    switch positions {
    case .absolute(let count, let offset): offset..<count
    case .counted(let count, let padding): padding..<count
    case .none: 0..<0
    }
  }

  /// Creates an architecture; sharing is none and positions start at 0 unless said.
  package init(
    width: Int, layers: Int, normEpsilon: Float, positions: Positions, embedding: Embedding,
    attention: Attention, feedForward: FeedForward, sharing: Sharing? = nil, hasPooler: Bool
  ) {
    self.width = width
    self.layers = layers
    self.normEpsilon = normEpsilon
    self.positions = positions
    self.embedding = embedding
    self.attention = attention
    self.feedForward = feedForward
    self.sharing = sharing ?? Sharing(groups: layers)
    self.hasPooler = hasPooler
  }
}
