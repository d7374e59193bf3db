/// How sub-tokens become entities (`aggregation_strategy`).
package enum Aggregation: String, Sendable, CaseIterable {
  /// Every sub-token by itself.
  case none
  /// Neighbours of one type together, sub-token by sub-token.
  case simple
  /// Words first, each with the label of its first sub-token; then as `simple`.
  case first
  /// Words first, each with the largest mean probability of its sub-tokens; then as `simple`.
  case average
  /// Words first, each with its surest sub-token's label; then as `simple`.
  case max
}
