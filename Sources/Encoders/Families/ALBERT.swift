import Checkpoints
import Compute

extension Family {
  /// ALBERT (https://arxiv.org/abs/1909.11942): narrow tables and a projection, layers shared within groups,
  /// sentence order in place of next sentence.
  package static let albert = Family(
    modelType: "albert", title: "ALBERT", classPrefix: "Albert", tensorPrefix: "albert",
    architecture: { config throws(CheckpointError) in
      let defaults = BertBlock.Defaults(
        vocabulary: 30000, width: 4096, layers: 12, heads: 64, feedForward: 16384, activation: "gelu_new")
      var architecture = try BertBlock.architecture(config, defaults, hasPooler: true)
      architecture.embedding.width = try config.integer("embedding_size", in: Limits.width, default: 128)
      architecture.embedding.isProjected = true
      let groups = try config.integer("num_hidden_groups", in: Limits.layers, default: 1)
      let inner = try config.integer("inner_group_num", in: Limits.layers, default: 1)
      guard groups <= architecture.layers else {
        throw config.error(
          .outOfRange(key: "num_hidden_groups", value: "\(groups)", allowed: 1...architecture.layers))
      }
      guard inner * architecture.layers <= Limits.layers.upperBound else {
        throw config.error(
          .outOfRange(
            key: "inner_group_num", value: "\(inner)",
            allowed: 1...max(1, Limits.layers.upperBound / architecture.layers)))
      }
      architecture.sharing = Architecture.Sharing(groups: groups, inner: inner)
      return architecture
    },
    names: { architecture in
      let layer = "encoder.albert_layer_groups.*.albert_layers.*"
      return NameMap(
        prefix: "albert", embedding: BertBlock.wordTable, innerCount: architecture.sharing.inner,
        rules: BertBlock.embeddingRules() + [
          .encoder("embeddings.projection", "encoder.embedding_hidden_mapping_in"),
          .encoder("layers.*.attention.query", "\(layer).attention.query"),
          .encoder("layers.*.attention.key", "\(layer).attention.key"),
          .encoder("layers.*.attention.value", "\(layer).attention.value"),
          .encoder("layers.*.attention.output", "\(layer).attention.dense"),
          .encoder("layers.*.attention.norm", "\(layer).attention.LayerNorm"),
          .encoder("layers.*.feedForward.inner", "\(layer).ffn"),
          .encoder("layers.*.feedForward.outer", "\(layer).ffn_output"),
          .encoder("layers.*.feedForward.norm", "\(layer).full_layer_layer_norm"),
          .encoder("pooler", "pooler"),
          .head("classifier", "classifier"),
          .head("span", "qa_outputs"),
          .head("mlm.dense", "predictions.dense"),
          .head("mlm.norm", "predictions.LayerNorm"),
          .head("mlm.decoder", "predictions.decoder"),
          .head("mlm.bias", "predictions.bias"),
          .head("sop", "sop_classifier.classifier"),
        ])
    },
    heads: { _, architecture in
      [
        .token, .span,
        .sequence(dense: .pooler, output: "classifier"),
        .choice(dense: .pooler),
        .maskedLM(activation: architecture.feedForward.activation, normEpsilon: architecture.normEpsilon),
        .sentenceOrder, .pooled,
      ]
    })
}
