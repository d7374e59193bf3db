import Metrics

/// One record's gold and prediction side by side, in the form that its scorer takes.
enum Comparison: Sendable, Equatable {
  /// One label per word on both sides; a missing one counts as wrong.
  case tags(gold: [String], predicted: [String?])
  /// Labelled stretches of a text.
  case placed(gold: [PlacedTag], predicted: [PlacedTag], PlacedTagReport.Unit)
  /// Accepted answers; no prediction where there is none.
  case answer(gold: [String], isImpossible: Bool, predicted: String?, nullScore: Double?)
  /// A class on both sides; nil where nothing was predicted.
  case label(gold: String, predicted: String?)
  /// A number on both sides.
  case number(gold: Double, predicted: Double)
  /// The record has no gold value and is left out.
  case leftOut
  /// Gold and prediction do not fit together.
  case unfit(Misfit)

  /// How gold and prediction do not fit.
  enum Misfit: Sendable, Equatable {
    /// Numbers of words.
    case words(gold: Int, predicted: Int)
    /// One label per word against stretches of a text, or the other way round.
    case form
    /// A gold value that is not a number, for a regression.
    case notANumber
    /// Words without the running text that they are to be found in.
    case noText
  }

  /// Whether nothing was predicted for the record.
  var isMissing: Bool {
    switch self {
    case .answer(_, _, nil, _), .label(_, nil): true
    case .tags, .placed, .answer, .label, .number, .leftOut, .unfit: false
    }
  }
}
