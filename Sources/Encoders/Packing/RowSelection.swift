/// The tokens of a sequence whose rows of the last hidden states are wanted.
package enum RowSelection: Sendable, Hashable {
  /// Every token.
  case all
  /// Token 0.
  case first
  /// These tokens, in this order.
  case some([Int32])

  /// The number of rows of a sequence of `count` tokens.
  package func count(of count: Int) -> Int {
    switch self {
    case .all: count
    case .first: min(1, count)
    case .some(let tokens): tokens.count
    }
  }
}
