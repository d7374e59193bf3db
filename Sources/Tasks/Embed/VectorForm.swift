import Encoders
import Foundation

/// How hidden states become a record's vector, or its tokens' vectors.
package struct VectorForm: Sendable, Equatable {
  /// What is read of the model.
  package enum Source: Sendable, Equatable {
    /// Hidden states, pooled in each of these ways; the vectors are joined end to end.
    case pooled([VectorPooling])
    /// The vector of the model's own pooler.
    case pooler
    /// Every token's hidden state as it is.
    case tokens
  }

  /// What is read.
  package var source: Source
  /// Layers that follow pooling, in order.
  package var layers: [DenseLayer] = []
  /// Whether vectors are scaled to length one.
  package var normalizes = false

  /// Vectors of a source, nothing done to them.
  package init(_ source: Source) { self.source = source }

  /// Elements of a vector, where hidden states have `width`.
  package func width(of width: Int) -> Int {
    if let last = layers.last { return last.outputs }
    if case .pooled(let modes) = source { return width * modes.count }
    return width
  }

  /// The rows that are read of a window.
  func rows(tokens: Int) -> RowSelection {
    switch source {
    case .pooler: .first
    case .tokens: .all
    case .pooled(let modes):
      modes.count == 1 ? modes[0].rows(tokens: tokens) : .all
    }
  }

  /// The vector of one window, from the rows that it was asked for.
  package func vector(_ rows: Scores) -> [Float] {
    switch source {
    case .pooled(let modes): modes.flatMap { $0.vector(rows) }
    case .pooler, .tokens: rows.values
    }
  }

  /// What follows pooling.
  func finished(_ vector: [Float]) -> [Float] {
    let vector = layers.reduce(vector) { $1($0) }
    return normalizes ? Self.normalized(vector) : vector
  }

  /// The vector at length one; one of zeros stays (`torch.nn.functional.normalize`).
  static func normalized(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    let scale = max(length, 1e-12)
    return vector.map { Float(Double($0) / scale) }
  }
}
