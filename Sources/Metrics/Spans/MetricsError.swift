/// What is wrong with labels given to a metric.
package enum MetricsError: Error, Equatable {
  /// Gold and prediction of one sequence differ in length; both lengths.
  case lengths(gold: Int, predicted: Int)
  /// A label without one of the prefixes `B I O E S U L`; the label.
  case noPrefix(label: String)
  /// A label whose prefix the scheme does not have; the label and the scheme.
  case outsideScheme(label: String, scheme: SpanScheme)
}
