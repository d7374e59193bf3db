import Records

/// A file that is written in step with an output, of the same records.
struct BesideFile: Sendable, Equatable {
  /// What it says of each record.
  enum Content: Sendable, Equatable {
    /// Which record a row of an array is.
    case recordNames
    /// The best answers: `nbest_predictions.json` of SQuAD's tools.
    case nBest
    /// How much the null scores above the best answer: `null_odds.json`.
    case nullOdds
  }

  /// What it holds.
  var content: Content
  /// Where it lies.
  var path: String
}

extension BesideFile.Content {
  /// A writer of such a file; `inputName` is told of each record where several inputs are joined.
  func writer(inputName: String?) -> any RecordWriter {
    switch self {
    case .recordNames: RecordNamesWriter(inputName: inputName)
    case .nBest: SQuADWriter(.nBest)
    case .nullOdds: SQuADWriter(.nullOdds)
    }
  }
}
