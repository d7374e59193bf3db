/// What a run must know to continue, beside the numbers of the loop.
package struct TrainingState: Sendable, Equatable {
  /// How far the loop is.
  package var position: LoopPosition
  /// The best figure so far; nil before the first.
  package var best: BestScore?
  /// The steps of the whole run.
  package var steps: Int
  /// The step that was measured last.
  package var measured = 0
  /// Measurements since the best.
  package var withoutBetter = 0
  /// Heads that gave every dev record one label at the latest measurement, with that label.
  package var onlyLabels: [String: String] = [:]
  /// Seconds of training so far, of all runs.
  package var seconds = 0.0
  /// Why the run ended; nil while it can continue.
  package var end: TrainingEnd.Reason?
  /// What the run is bound to.
  package var binding: [RecipeSetting] = []

  /// Nothing done yet.
  package init(_ position: LoopPosition, steps: Int) {
    self.position = position
    self.steps = steps
  }
}
