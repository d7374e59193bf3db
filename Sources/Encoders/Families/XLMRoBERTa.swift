extension Family {
  /// XLM-RoBERTa (https://arxiv.org/abs/1911.02116): RoBERTa's encoder and heads.
  package static let xlmRoberta = robertaKin(
    modelType: "xlm-roberta", title: "XLM-RoBERTa", classPrefix: "XLMRoberta", vocabulary: 30522)
}
