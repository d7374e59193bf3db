import Compute
import Files

/// A signal came while the model was measured; that is done again when the run is resumed.
package struct TrainingInterruption: Error {
  /// Nothing more is known.
  package init() {}
}

/// What a run asks of the world around it.
package struct TrainingServices {
  /// Writes the model with these parameters to a folder that does not exist yet.
  package var writeModel: (_ parameters: FloatArena, _ folder: Path) throws -> Void
  /// Writes the card of a model in a folder, as it was measured.
  package var writeCard: (_ folder: Path, _ step: Int, _ evaluation: DevEvaluation?) throws -> Void
  /// Measures a written model on the dev files; nil where there are none.
  package var measure: ((_ folder: Path) throws -> [HeadScores])?
  /// Takes each event.
  package var report: (TrainingEvent) throws -> Void
  /// Whether the run is to stop after the step at hand.
  package var isCancelled: () -> Bool

  /// The services of a command.
  package init(
    writeModel: @escaping (FloatArena, Path) throws -> Void,
    writeCard: @escaping (Path, Int, DevEvaluation?) throws -> Void,
    measure: ((Path) throws -> [HeadScores])?, report: @escaping (TrainingEvent) throws -> Void,
    isCancelled: @escaping () -> Bool
  ) {
    self.writeModel = writeModel
    self.writeCard = writeCard
    self.measure = measure
    self.report = report
    self.isCancelled = isCancelled
  }
}

/// When a run measures, saves and ends, in steps.
package struct RunPlan: Sendable, Equatable {
  /// Steps from one measurement to the next.
  package var evalEvery: Int
  /// Steps from one saved state to the next.
  package var saveEvery: Int
  /// Measurements without a better one after which it ends.
  package var patience: Int?
  /// Steps before which one class for all dev records does not stop the run.
  package var oneClassAfter = 50
  /// The figures whose mean is the score: each a head and a metric.
  package var best: [BestMetric]

  /// A plan.
  package init(evalEvery: Int, saveEvery: Int, patience: Int?, best: [BestMetric]) {
    self.evalEvery = evalEvery
    self.saveEvery = saveEvery
    self.patience = patience
    self.best = best
  }
}
