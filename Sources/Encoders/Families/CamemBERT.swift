extension Family {
  /// CamemBERT (https://arxiv.org/abs/1911.03894): RoBERTa's encoder and heads.
  package static let camembert = robertaKin(
    modelType: "camembert", title: "CamemBERT", classPrefix: "Camembert", vocabulary: 30522)
}
