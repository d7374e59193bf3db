/// The parameters of an encoder: their names and shapes, in a fixed order. Layers that are shared stand here once.
package struct EncoderParameters: Sendable, Equatable {
  /// What they are parameters of.
  package let architecture: Architecture
  /// The word table `[words, width]`; a tied masked-LM decoder reads it too.
  package let word: Parameter
  /// The position table, whole: rows that no token reaches too.
  package let position: Parameter?
  /// The token type table.
  package let type: Parameter?
  /// The norm after the tables' sum.
  package let norm: NormParameters
  /// The layer from the tables' width to the encoder's.
  package let projection: LinearParameters?
  /// The table of relative attention biases `[buckets, heads]`.
  package let attentionBias: Parameter?
  /// The stored layers.
  package let layers: [LayerParameters]
  /// The pooler, where the family has one. Heads read it; it is not among `all`.
  package let pooler: LinearParameters?

  /// The parameters of an encoder of this architecture.
  package init(of architecture: Architecture) {
    self.architecture = architecture
    let width = architecture.width
    let tables = architecture.embedding
    word = Parameter(TensorNames.word, [tables.vocabulary, tables.width], .table)
    let rows = architecture.positionRows
    position =
      rows.isEmpty ? nil : Parameter(TensorNames.position, [rows.upperBound, tables.width], .table)
    type = tables.types > 0 ? Parameter(TensorNames.type, [tables.types, tables.width], .table) : nil
    norm = NormParameters(TensorNames.embeddingNorm, columns: tables.width)
    projection =
      tables.isProjected
      ? LinearParameters(TensorNames.projection, inputs: tables.width, outputs: width) : nil
    attentionBias =
      switch architecture.attention.bias {
      case .none: nil
      case .relativeBuckets(let count, _):
        Parameter(TensorNames.attentionBias, [count, architecture.attention.heads], .table)
      }
    layers = (0..<architecture.storedLayers).map { LayerParameters($0, of: architecture) }
    pooler =
      architecture.hasPooler ? LinearParameters(TensorNames.pooler, inputs: width, outputs: width) : nil
  }

  /// All that every encoder of this architecture needs, in a fixed order.
  package var all: [Parameter] {
    [word, position, type].compactMap(\.self) + norm.all + (projection?.all ?? [])
      + [attentionBias].compactMap(\.self) + layers.flatMap(\.all)
  }

  /// Those that the int8 form stores in 8 bits: the weights of all products and the two large tables.
  var quantized: [Parameter] {
    [word, position].compactMap(\.self) + products.flatMap { $0.parts.map(\.weight) }
  }
}
