import Compute

/// How a loop trains. With the examples, the network and its first parameters, these decide every bit of the result; threads do
/// not.
package struct LoopSettings: Sendable, Equatable {
  /// The full rate.
  package var rate = 5e-5
  /// How the rate changes.
  package var schedule = RateSchedule.linear
  /// The steps of the run.
  package var steps = 1
  /// The steps in which the rate goes up.
  package var warmup = 0
  /// Tokens of a step.
  package var stepTokens = 2048
  /// The lanes of a step.
  package var lanes = 4
  /// Threads, which take lanes.
  package var threads = 1
  /// Weight decay.
  package var decay = 0.01
  /// What a layer's rate is of that of the layer above.
  package var layerDecay = 1.0
  /// What is not trained.
  package var frozen = FrozenParts()
  /// The norm that gradients are scaled down to; nil for any.
  package var clip: Double? = 1
  /// The mean that is measured and saved.
  package var average = WeightAverage.none
  /// The optimiser's own.
  package var adam = AdamWSettings()
  /// What all random numbers follow from.
  package var seed: UInt64 = 1
  /// The rates of dropout; nil for none.
  package var dropout: DropoutRates?

  /// All at their defaults.
  package init() {}
}

/// The rates of dropout.
package struct DropoutRates: Sendable, Equatable {
  /// On rows between layers.
  package var hidden: Float
  /// On the weights of attention.
  package var attention: Float
  /// Before a head's last stage.
  package var classifier: Float

  /// Rates, each from 0 to below 1.
  package init(hidden: Float, attention: Float, classifier: Float) {
    self.hidden = hidden
    self.attention = attention
    self.classifier = classifier
  }

  /// Whether nothing is dropped.
  package var isNone: Bool { hidden == 0 && attention == 0 && classifier == 0 }

  /// The dropout of a step.
  func dropout(seed: UInt64, step: Int) -> Dropout? {
    guard !isNone else { return nil }
    return Dropout(
      hidden: hidden, attention: attention, classifier: classifier, seed: seed,
      step: UInt32(truncatingIfNeeded: step))
  }
}
