/// A file of predictions.
package struct PredictionSettings: Sendable {
  /// The file.
  package var file: String
  /// The key or column of a prediction; nil is the task's name and what others use.
  package var key: String?
  /// The file with one number per question: how much better no answer is.
  package var nullOdds: String?

  /// Predictions in a file.
  package init(file: String) { self.file = file }
}
