import Checkpoints
import Compute

extension Family {
  /// DistilBERT (https://arxiv.org/abs/1910.01108): BERT without token types and pooler; its own config keys, its
  /// own tensor names, and a norm epsilon that no config changes.
  package static let distilBert = Family(
    modelType: "distilbert", title: "DistilBERT", classPrefix: "DistilBert", tensorPrefix: "distilbert",
    architecture: { config throws(CheckpointError) in
      let width = try config.integer("dim", "hidden_size", in: Limits.width, default: 768)
      let heads = try config.integer("n_heads", "num_attention_heads", in: Limits.heads, default: 12)
      guard width % heads == 0 else {
        throw config.error(.notDivisible(key: "dim", value: width, by: "n_heads", divisor: heads))
      }
      return Architecture(
        width: width,
        layers: try config.integer("n_layers", "num_hidden_layers", in: Limits.layers, default: 6),
        normEpsilon: 1e-12,
        positions: .absolute(
          count: try config.integer("max_position_embeddings", in: Limits.positions, default: 512), offset: 0),
        embedding: Architecture.Embedding(
          vocabulary: try config.integer("vocab_size", in: Limits.vocabulary, default: 30522), types: 0,
          width: width, isProjected: false),
        attention: Architecture.Attention(heads: heads),
        feedForward: Architecture.FeedForward(
          width: try config.integer("hidden_dim", in: Limits.width, default: 3072),
          activation: try BertBlock.activation(config, "activation", default: "gelu")),
        hasPooler: false)
    },
    names: { _ in
      let layer = "transformer.layer.*"
      return NameMap(
        prefix: "distilbert", embedding: BertBlock.wordTable,
        rules: BertBlock.embeddingRules(types: false) + [
          .encoder("layers.*.attention.query", "\(layer).attention.q_lin"),
          .encoder("layers.*.attention.key", "\(layer).attention.k_lin"),
          .encoder("layers.*.attention.value", "\(layer).attention.v_lin"),
          .encoder("layers.*.attention.output", "\(layer).attention.out_lin"),
          .encoder("layers.*.attention.norm", "\(layer).sa_layer_norm"),
          .encoder("layers.*.feedForward.inner", "\(layer).ffn.lin1"),
          .encoder("layers.*.feedForward.outer", "\(layer).ffn.lin2"),
          .encoder("layers.*.feedForward.norm", "\(layer).output_layer_norm"),
          .head("classifier", "classifier"),
          .head("classifier.dense", "pre_classifier"),
          .head("span", "qa_outputs"),
          .head("mlm.dense", "vocab_transform"),
          .head("mlm.norm", "vocab_layer_norm"),
          .head("mlm.decoder", "vocab_projector"),
          .head("mlm.bias", "vocab_projector.bias"),
        ])
    },
    heads: { _, architecture in
      let dense = HeadForm.Dense("classifier.dense", .relu)
      return [
        .token, .span,
        .sequence(dense: dense, output: "classifier"),
        .choice(dense: dense),
        .maskedLM(activation: architecture.feedForward.activation, normEpsilon: architecture.normEpsilon),
      ]
    })
}
