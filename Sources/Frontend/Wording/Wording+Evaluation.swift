import Metrics
import Records

extension Wording {
  /// Why there are no figures.
  package static func of(_ fault: EvaluationFault) -> String {
    switch fault {
    case .unknownMetric(let name, let known):
      "--min names '\(name)', which is no metric of this evaluation, expected \(choice(known))"
    case .schemeNeedsWords:
      "--scheme reads labels of words, but this gold is compared by places in running text, leave it out"
    case .noGold(let files):
      "no record of \(list(files.map(name))) has a gold value, name its key or column with --gold-key"
    case .labels(let error): of(error)
    case .predictions(let fault, let file): of(fault, input: file)
    case .brokenPrediction(let reject, let file): of(reject, file: file)
    case .predictionFormat(let format, let file):
      "\(file): predictions of this task are not read from \(format.rawValue), give JSON lines"
    case .noPrediction(let keys, let line, let file):
      "\(file):\(line): no prediction under \(choice(keys)), name its key or column with --predictions-key"
    case .predictionCount(let predictions, let gold, let file):
      "\(file): \(count(predictions, "prediction")) for \(count(gold, "gold record")), and not all have an 'id' to go by"
    case .noCommonIdentifier(let file): "\(file): not one prediction has the 'id' of a gold record"
    case .nullOdds(let file):
      "\(file): expected one JSON object with a number for each question's 'id'"
    }
  }

  /// What is wrong with labels.
  static func of(_ error: MetricsError) -> String {
    switch error {
    case .lengths(let gold, let predicted): of(.words(gold: gold, predicted: predicted))
    case .noPrefix(let label):
      "label '\(label)' has none of the prefixes B, I, O, E, S, U and L, leave out --scheme"
    case .outsideScheme(let label, let scheme):
      "label '\(label)' is not of --scheme '\(scheme.rawValue)', name another or leave it out"
    }
  }

  /// How a record's gold and prediction do not fit.
  static func of(_ misfit: Comparison.Misfit) -> String {
    switch misfit {
    case .words(let gold, let predicted):
      "gold has \(count(gold, "word")), the prediction \(predicted)"
    case .form:
      "gold labels words and the prediction stretches of text, or the other way round; they cannot be compared"
    case .notANumber: "the model predicts a number, but the gold value is none"
    case .noText: "gold has words but no running text, leave out --raw"
    }
  }

  /// Labels of gold and predictions that never meet.
  static func of(_ strangers: EvaluationScores.Strangers) -> String {
    "no label is in both gold (\(list(strangers.gold))) and predictions (\(list(strangers.predicted))), "
      + "say which is which with --labels-map GOLD=MODEL"
  }

  /// A minimum that is not reached.
  static func of(_ minimum: MetricMinimum, value: Double) -> String {
    "\(minimum.metric) is \(TextTable.decimal(value)), --min wants at least \(TextTable.decimal(minimum.least))"
  }
}
