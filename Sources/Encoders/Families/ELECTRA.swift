import Checkpoints
import Compute

extension Family {
  /// ELECTRA (https://arxiv.org/abs/2003.10555): BERT whose tables may be narrower than its layers, without a
  /// pooler; the discriminator's head gives for each token whether it was replaced.
  package static let electra = Family(
    modelType: "electra", title: "ELECTRA", classPrefix: "Electra", tensorPrefix: "electra",
    architecture: { config throws(CheckpointError) in
      let defaults = BertBlock.Defaults(width: 256, heads: 4, feedForward: 1024)
      var architecture = try BertBlock.architecture(config, defaults, hasPooler: false)
      architecture.embedding.width = try config.integer("embedding_size", in: Limits.width, default: 128)
      architecture.embedding.isProjected = architecture.embedding.width != architecture.width
      return architecture
    },
    names: { _ in
      NameMap(
        prefix: "electra", embedding: BertBlock.wordTable,
        rules: BertBlock.embeddingRules() + BertBlock.layerRules + [
          .encoder("embeddings.projection", "embeddings_project"),
          .head("classifier", "classifier"),
          .head("classifier.dense", "classifier.dense"),
          .head("classifier.output", "classifier.out_proj"),
          .head("summary", "sequence_summary.summary"),
          .head("span", "qa_outputs"),
          .head("mlm.dense", "generator_predictions.dense"),
          .head("mlm.norm", "generator_predictions.LayerNorm"),
          .head("mlm.decoder", "generator_lm_head"),
          .head("mlm.bias", "generator_lm_head.bias"),
          .head("rtd.dense", "discriminator_predictions.dense"),
          .head("rtd.output", "discriminator_predictions.dense_prediction"),
        ])
    },
    heads: { config, architecture throws(CheckpointError) in
      [
        .token, .span,
        .sequence(dense: HeadForm.Dense("classifier.dense", .gelu), output: "classifier.output"),
        .choice(dense: HeadForm.Dense("summary", try summaryActivation(config))),
        // The generator's transform is gelu whatever `hidden_act` says.
        .maskedLM(activation: .gelu, normEpsilon: architecture.normEpsilon),
        .replacedToken(activation: architecture.feedForward.activation),
      ]
    })

  /// The multiple-choice head sums a sequence up by its first token, a dense layer and an activation.
  private static func summaryActivation(_ config: ModelConfig) throws(CheckpointError) -> Activation {
    guard config.architectures.contains(where: { $0.hasSuffix("ForMultipleChoice") }) else { return .gelu }
    let type = try config.string("summary_type", default: "first")
    guard type == "first" else { throw config.error(.unsupported(key: "summary_type", value: type)) }
    guard try config.bool("summary_use_proj", default: true) else {
      throw config.error(.unsupported(key: "summary_use_proj", value: "false"))
    }
    return try BertBlock.activation(config, "summary_activation", default: "gelu")
  }
}
