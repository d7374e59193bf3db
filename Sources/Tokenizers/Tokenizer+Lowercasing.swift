extension Tokenizer {
  /// The same tokenizer over texts in lower case: added tokens are found before, as they are written. One that lowers case
  /// already is left as it is (`do_lower_case` of sentence-transformers).
  package func lowercasing() -> Tokenizer {
    guard normalizer?.lowercases != true else { return self }
    var lowercasing = self
    lowercasing.normalizer = .sequence([.scalars(.lowercase)] + (normalizer.map { [$0] } ?? []))
    return lowercasing
  }
}

extension Normalizer {
  /// Whether some stage lowers case.
  fileprivate var lowercases: Bool {
    switch self {
    case .bert(let stage): stage.lowercases
    case .scalars(.lowercase): true
    case .sequence(let stages): stages.contains { $0.lowercases }
    default: false
    }
  }
}
