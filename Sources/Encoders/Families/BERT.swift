import Checkpoints

extension Family {
  /// BERT (https://arxiv.org/abs/1810.04805): post-norm, absolute positions from 0, two token types, pooler.
  package static let bert = Family(
    modelType: "bert", title: "BERT", classPrefix: "Bert", tensorPrefix: "bert",
    architecture: { config throws(CheckpointError) in
      try BertBlock.architecture(config, BertBlock.Defaults(), hasPooler: true)
    },
    names: { _ in
      NameMap(
        prefix: "bert", embedding: BertBlock.wordTable,
        rules: BertBlock.embeddingRules() + BertBlock.layerRules + [
          BertBlock.poolerRule,
          .head("classifier", "classifier"),
          .head("span", "qa_outputs"),
          .head("mlm.dense", "cls.predictions.transform.dense"),
          .head("mlm.norm", "cls.predictions.transform.LayerNorm"),
          .head("mlm.decoder", "cls.predictions.decoder"),
          .head("mlm.bias", "cls.predictions.bias"),
          .head("nsp", "cls.seq_relationship"),
        ])
    },
    heads: { _, architecture in
      [
        .token, .span,
        .sequence(dense: .pooler, output: "classifier"),
        .choice(dense: .pooler),
        .maskedLM(activation: architecture.feedForward.activation, normEpsilon: architecture.normEpsilon),
        .nextSentence, .pooled,
      ]
    })
}
