/// How far a loop is: with the parameters and the optimiser's memory, all that it needs to go on as if it had never stopped.
package struct LoopPosition: Sendable, Equatable {
  /// Steps that are behind.
  package var step = 0
  /// How far each head is.
  package var heads: [HeadPosition]
  /// The norms of the latest gradients.
  package var norms = GradientNorms()

  /// Nothing done by heads that are so far.
  package init(heads: [HeadPosition]) { self.heads = heads }

  /// Tokens of all steps.
  package var tokens: Int { heads.reduce(0) { $0 + $1.tokens } }
}

/// The latest norms of gradients, by which an explosion is known.
package struct GradientNorms: Sendable, Equatable {
  private static let kept = 64
  /// An explosion is so many norms in a row, each so many times the median of those before.
  private static let (inARow, factor, least) = (5, 100.0, 50.0)

  /// The norms, oldest first.
  package private(set) var values: [Double]

  /// The norms that a former run left.
  package init(_ values: [Double] = []) { self.values = values }

  /// Remembers a norm; whether the latest are an explosion.
  mutating func explode(with norm: Double) -> Bool {
    values.append(norm)
    if values.count > Self.kept { values.removeFirst(values.count - Self.kept) }
    let before = values.dropLast(Self.inARow).sorted()
    guard before.count >= 2 * Self.inARow else { return false }
    let limit = max(before[before.count / 2] * Self.factor, Self.least)
    return values.suffix(Self.inARow).allSatisfy { $0 > limit }
  }
}
