import Checkpoints

extension Family {
  /// RoBERTa (https://arxiv.org/abs/1907.11692): BERT with places counted from pad id + 1, one token type, and a
  /// classification head of its own.
  package static let roberta = robertaKin(
    modelType: "roberta", title: "RoBERTa", classPrefix: "Roberta", vocabulary: 50265)

  /// RoBERTa under another name: XLM-RoBERTa and CamemBERT differ in vocabulary and tokenizer only.
  static func robertaKin(
    modelType: String, title: String, classPrefix: String, vocabulary: Int
  ) -> Family {
    Family(
      modelType: modelType, title: title, classPrefix: classPrefix, tensorPrefix: "roberta",
      architecture: { config throws(CheckpointError) in
        let padding = try config.integer("pad_token_id", in: Limits.tokenID, default: 1)
        return try BertBlock.architecture(
          config, BertBlock.Defaults(vocabulary: vocabulary), padding: padding, hasPooler: true)
      },
      names: { _ in
        NameMap(
          prefix: "roberta", embedding: BertBlock.wordTable,
          rules: BertBlock.embeddingRules() + BertBlock.layerRules + [
            BertBlock.poolerRule,
            .head("classifier", "classifier"),
            .head("classifier.dense", "classifier.dense"),
            .head("classifier.output", "classifier.out_proj"),
            .head("span", "qa_outputs"),
            .head("mlm.dense", "lm_head.dense"),
            .head("mlm.norm", "lm_head.layer_norm"),
            .head("mlm.decoder", "lm_head.decoder"),
            .head("mlm.bias", "lm_head.bias"),
          ])
      },
      heads: { _, architecture in
        [
          .token, .span,
          .sequence(dense: HeadForm.Dense("classifier.dense", .tanh), output: "classifier.output"),
          .choice(dense: .pooler),
          // The transform is gelu whatever `hidden_act` says.
          .maskedLM(activation: .gelu, normEpsilon: architecture.normEpsilon),
          .pooled,
        ]
      })
  }
}
