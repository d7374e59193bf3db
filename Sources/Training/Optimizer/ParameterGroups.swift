import Encoders

/// A stretch of the parameters whose updates have the same numbers.
package struct ParameterGroup: Sendable, Equatable {
  /// Where they lie.
  package let range: Range<Int>
  /// What the rate is multiplied by.
  package let rateFactor: Double
  /// The weight decay.
  package let decay: Double
}

/// How the parameters of a model are trained, each by its name and kind.
package struct ParameterGroups: Sendable, Equatable {
  /// The groups of what is trained, in the order of the array. None is longer than `blockSize`, so that threads can share the
  /// work and sums have a fixed order.
  package let blocks: [ParameterGroup]

  /// The longest block.
  static let blockSize = 1 << 16

  /// Groups of a layout. Biases and the parameters of norms do not decay. With `layerDecay` below 1 each layer's rate is that
  /// of the one above times it, down to the tables; heads and poolers have the full rate.
  package init(
    _ layout: ParameterLayout, layers: Int, decay: Double, layerDecay: Double, frozen: FrozenParts
  ) {
    var blocks: [ParameterGroup] = []
    for parameter in layout.parameters where !frozen.contains(parameter) {
      let range = layout.range(of: parameter)
      var start = range.lowerBound
      while start < range.upperBound {
        let end = min(range.upperBound, start + Self.blockSize)
        blocks.append(
          ParameterGroup(
            range: start..<end, rateFactor: Self.rateFactor(parameter, layers, layerDecay),
            decay: parameter.decays ? decay : 0))
        start = end
      }
    }
    self.blocks = blocks
  }

  private static func rateFactor(_ parameter: Parameter, _ layers: Int, _ layerDecay: Double) -> Double {
    let depth =
      switch ParameterPlace(parameter.name) {
      case .head, .pooler: 0
      case .layer(let number): layers - number
      case .embeddings: layers + 1
      }
    return (0..<depth).reduce(1) { factor, _ in factor * layerDecay }
  }

  /// Numbers that are trained.
  package var count: Int { blocks.reduce(0) { $0 + $1.range.count } }
}

extension Parameter {
  /// Whether weight decay holds for it.
  fileprivate var decays: Bool {
    switch kind {
    case .matrix, .table: true
    case .bias, .scale: false
    }
  }
}
