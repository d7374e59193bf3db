import Faults

extension MetricsError {
  /// What is wrong with labels.
  package var message: String {
    switch self {
    case .lengths(let gold, let predicted):
      "gold has \(Phrase.count(gold, "word")), the prediction \(predicted)"
    case .noPrefix(let label):
      "label '\(label)' has none of the prefixes B, I, O, E, S, U and L, leave out --scheme"
    case .outsideScheme(let label, let scheme):
      "label '\(label)' is not of --scheme '\(scheme.rawValue)', name another or leave it out"
    }
  }
}
