import Faults
import Metrics

extension Comparison.Misfit {
  /// How a record's gold and prediction do not fit.
  var message: String {
    switch self {
    case .words(let gold, let predicted):
      "gold has \(Phrase.count(gold, "word")), the prediction \(predicted)"
    case .form:
      "gold labels words and the prediction stretches of text, or the other way round; they cannot be compared"
    case .notANumber: "the model predicts a number, but the gold value is none"
    case .noText: "gold has words but no running text, leave out --raw"
    }
  }
}

extension EvaluationScores.Strangers {
  /// Labels of gold and predictions that never meet.
  package var message: String {
    "no label is in both gold (\(Phrase.list(gold))) and predictions (\(Phrase.list(predicted))), "
      + "say which is which with --labels-map GOLD=MODEL"
  }
}

extension MetricMinimum {
  /// A minimum that is not reached.
  package func message(value: Double) -> String {
    "\(metric) is \(TextTable.decimal(value)), --min requires at least \(TextTable.decimal(least))"
  }
}
