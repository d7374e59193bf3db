import Records

/// A file that is written in step with an output, of the same records.
package struct BesideFile: Sendable, Equatable {
  /// What it says about each record.
  package enum Content: Sendable, Equatable {
    /// Which record a row of an array is.
    case recordNames
    /// The best answers: `nbest_predictions.json` of SQuAD's tools.
    case nBest
    /// How much the null scores above the best answer: `null_odds.json`.
    case nullOdds
  }

  /// What it holds.
  package var content: Content
  /// Where it lies.
  package var path: String

  /// A file at a path.
  package init(content: Content, path: String) {
    self.content = content
    self.path = path
  }
}

extension BesideFile.Content {
  /// A writer of such a file; `inputName` is written for each record where several inputs are joined.
  func writer(inputName: String?) -> any RecordWriter {
    switch self {
    case .recordNames: RecordNamesWriter(inputName: inputName)
    case .nBest: SQuADWriter(.nBest)
    case .nullOdds: SQuADWriter(.nullOdds)
    }
  }
}
