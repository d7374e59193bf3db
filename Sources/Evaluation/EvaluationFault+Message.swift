import Faults

extension EvaluationFault: Fault {
  /// A usage error where the command asks what cannot be; else the data are at fault.
  package var status: ExitStatus {
    switch self {
    case .unknownMetric, .schemeNeedsWords, .predictionFormat: .usage
    case .noGold, .labels, .brokenPrediction, .noPrediction, .predictionCount, .noCommonIdentifier, .nullOdds:
      .rejected
    }
  }

  /// Why there are no figures.
  package var message: String {
    switch self {
    case .unknownMetric(let name, let known):
      "--min names '\(name)', which is not a metric of this evaluation, expected \(Phrase.choice(known))"
    case .schemeNeedsWords:
      "--scheme reads labels of words, but this gold is compared by places in running text, leave it out"
    case .noGold(let files):
      "no record of \(Phrase.list(files.map(Phrase.input))) has a gold value, name its key or column with --gold-key"
    case .labels(let error): error.message
    case .brokenPrediction(let reject, let file): reject.message(file: file)
    case .predictionFormat(let format, let file):
      "\(file): predictions of this task are not read from \(format.name), give JSON lines"
    case .noPrediction(let keys, let line, let file):
      "\(file):\(line): no prediction under \(Phrase.choice(keys)), name its key or column with --predictions-key"
    case .predictionCount(let predictions, let gold, let file):
      "\(file): \(Phrase.count(predictions, "prediction")) for \(Phrase.count(gold, "gold record")), and not all have an 'id' to go by"
    case .noCommonIdentifier(let file): "\(file): not one prediction has the 'id' of a gold record"
    case .nullOdds(let file):
      "\(file): expected one JSON object with a number for each question's 'id'"
    }
  }
}
