/// The matrix products of a layer. Queries are one of their own, because the last layer wants fewer of them than keys.
enum LayerProduct: Sendable, Hashable, CaseIterable {
  case queries, keysAndValues, attentionOutput, inner, outer
}

/// A matrix product of an encoder: linear layers that read the same rows, multiplied as one.
package struct EncoderProduct: Sendable, Hashable {
  enum Place: Sendable, Hashable {
    case projection
    case layer(Int, LayerProduct)
  }

  let place: Place
  /// The linear layers, whose outputs stand side by side.
  package let parts: [LinearParameters]

  /// The name of its weights without `.weight`; of keys and values that of the keys.
  package var name: String { String(parts[0].weight.name.dropLast(".weight".count)) }
}

extension EncoderParameters {
  /// The projection's product, where there is one.
  var projectionProduct: EncoderProduct? {
    projection.map { EncoderProduct(place: .projection, parts: [$0]) }
  }

  /// A product of a layer.
  func product(_ product: LayerProduct, ofLayer number: Int) -> EncoderProduct {
    EncoderProduct(place: .layer(number, product), parts: layers[number].parts(of: product))
  }

  /// The matrix products, in the order in which they are computed.
  package var products: [EncoderProduct] {
    [projectionProduct].compactMap(\.self)
      + layers.indices.flatMap { number in
        LayerProduct.allCases.map { product($0, ofLayer: number) }
      }
  }
}
