import Checkpoints
import Compute

extension Family {
  /// MPNet (https://arxiv.org/abs/2004.09297): positions from 2 on, no token types, and one table of relative
  /// biases for all layers.
  package static let mpnet = Family(
    modelType: "mpnet", title: "MPNet", classPrefix: "MPNet", tensorPrefix: "mpnet",
    architecture: { config throws(CheckpointError) in
      let defaults = BertBlock.Defaults(vocabulary: 30527, types: 0)
      // The padding index 1, the 32 buckets and the distance 128 are constants in transformers; no config
      // changes them (https://github.com/huggingface/transformers, models/mpnet/modeling_mpnet.py).
      var architecture = try BertBlock.architecture(config, defaults, padding: 1, hasPooler: true)
      architecture.attention.bias = .relativeBuckets(count: 32, maximumDistance: 128)
      return architecture
    },
    names: { _ in
      let layer = "encoder.layer.*"
      return NameMap(
        prefix: "mpnet", embedding: BertBlock.wordTable,
        rules: BertBlock.embeddingRules(types: false) + BertBlock.feedForwardRules + [
          .encoder("attention.bias", "encoder.relative_attention_bias"),
          .encoder("layers.*.attention.query", "\(layer).attention.attn.q"),
          .encoder("layers.*.attention.key", "\(layer).attention.attn.k"),
          .encoder("layers.*.attention.value", "\(layer).attention.attn.v"),
          .encoder("layers.*.attention.output", "\(layer).attention.attn.o"),
          .encoder("layers.*.attention.norm", "\(layer).attention.LayerNorm"),
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
        .maskedLM(activation: .gelu, normEpsilon: architecture.normEpsilon),
        .pooled,
      ]
    })
}
