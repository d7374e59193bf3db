/// Rates of dropout, and what its random numbers are keyed by: they depend on nothing else, so that backward finds those of
/// forward again, and neither batches nor lanes nor threads change them.
package struct Dropout: Sendable, Equatable {
  /// The rate on rows between layers.
  package var hidden: Float
  /// The rate on the weights of attention.
  package var attention: Float
  /// The rate on what a head's last stage reads.
  package var classifier: Float
  /// The seed of the run.
  package var seed: UInt64
  /// The number of the step.
  package var step: UInt32

  /// Dropout of one step. Rates are from 0 up to, but not including, 1.
  package init(hidden: Float, attention: Float, classifier: Float, seed: UInt64, step: UInt32) {
    precondition([hidden, attention, classifier].allSatisfy { (0..<1).contains($0) }, "a rate is below one")
    self.hidden = hidden
    self.attention = attention
    self.classifier = classifier
    self.seed = seed
    self.step = step
  }
}
