import Metrics
import Records

/// Why `eval` gives no figures.
package enum EvaluationFault: Error, Sendable {
  /// A minimum was asked of a metric that this evaluation does not have; `known` are those that it has.
  case unknownMetric(String, known: [String])
  /// The scheme was given for labels that are compared by places.
  case schemeNeedsWords
  /// No record of the gold files has a gold value.
  case noGold([String])
  /// Labels break the scheme that was asked for, or do not fit the words.
  case labels(MetricsError)
  /// A record of the predictions is broken.
  case brokenPrediction(Reject, file: String)
  /// Predictions of this task are not read from this format.
  case predictionFormat(RecordFormat, file: String)
  /// A line of the predictions has none under the keys tried.
  case noPrediction(keys: [String], line: Int, file: String)
  /// There are not as many predictions as gold records, and no identifiers to go by.
  case predictionCount(predictions: Int, gold: Int, file: String)
  /// Predictions and gold have identifiers, but not one in common.
  case noCommonIdentifier(file: String)
  /// A file of null odds is not one object of numbers.
  case nullOdds(file: String)
}
