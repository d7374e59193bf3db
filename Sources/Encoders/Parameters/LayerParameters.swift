/// The parameters of one stored layer.
package struct LayerParameters: Sendable, Hashable {
  /// Queries of attention.
  package let query: LinearParameters
  /// Keys of attention.
  package let key: LinearParameters
  /// Values of attention.
  package let value: LinearParameters
  /// The layer after attention.
  package let output: LinearParameters
  /// The norm after attention.
  package let attentionNorm: NormParameters
  /// The first layer of the feed-forward block.
  package let inner: LinearParameters
  /// The second layer of the feed-forward block.
  package let outer: LinearParameters
  /// The norm after the feed-forward block.
  package let feedForwardNorm: NormParameters

  init(_ number: Int, of architecture: Architecture) {
    let layer = TensorNames.layer(number)
    let width = architecture.width
    func square(_ part: String) -> LinearParameters {
      LinearParameters("\(layer).attention.\(part)", inputs: width, outputs: width)
    }
    query = square("query")
    key = square("key")
    value = square("value")
    output = square("output")
    attentionNorm = NormParameters("\(layer).attention.norm", columns: width)
    let between = architecture.feedForward.width
    inner = LinearParameters("\(layer).feedForward.inner", inputs: width, outputs: between)
    outer = LinearParameters("\(layer).feedForward.outer", inputs: between, outputs: width)
    feedForwardNorm = NormParameters("\(layer).feedForward.norm", columns: width)
  }

  /// All of them, in their order.
  package var all: [Parameter] {
    query.all + key.all + value.all + output.all + attentionNorm.all + inner.all + outer.all
      + feedForwardNorm.all
  }

  /// The linear layers of a product.
  func parts(of product: LayerProduct) -> [LinearParameters] {
    switch product {
    case .queries: [query]
    case .keysAndValues: [key, value]
    case .attentionOutput: [output]
    case .inner: [inner]
    case .outer: [outer]
    }
  }
}
