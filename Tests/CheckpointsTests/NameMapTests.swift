import Checkpoints
import Testing

@Suite struct NameMapTests {
  let map = NameMap(
    prefix: "bert", embedding: "embeddings.word_embeddings",
    rules: [
      .encoder("embeddings.words", "embeddings.word_embeddings"),
      .encoder("layers.*.query", "encoder.layer.*.attention.self.query"),
      .encoder("layers.*.norm", "encoder.layer.*.output.LayerNorm"),
      .encoder("groups.*.inner.*.output", "albert_layer_groups.*.albert_layers.*.ffn_output"),
      .head("mlm.bias", "cls.predictions.bias", aliases: ["cls.predictions.decoder.bias"]),
      .head("classifier", "classifier"),
    ])

  @Test(arguments: [
    ("embeddings.words.weight", "bert.embeddings.word_embeddings.weight"),
    ("layers.11.query.bias", "bert.encoder.layer.11.attention.self.query.bias"),
    ("layers.0.query.weight.scale", "bert.encoder.layer.0.attention.self.query.weight.scale"),
    ("groups.1.inner.0.output.weight", "bert.albert_layer_groups.1.albert_layers.0.ffn_output.weight"),
    ("mlm.bias", "cls.predictions.bias"),
    ("classifier.weight", "classifier.weight"),
  ])
  func isReversible(canonical: String, file: String) {
    #expect(map.fileName(of: canonical, prefixed: true) == file)
    #expect(map.canonicalName(of: file, prefixed: true)?.name == canonical)
    let bare = map.fileName(of: canonical, prefixed: false)
    #expect(bare == (file.hasPrefix("bert.") ? String(file.dropFirst(5)) : file))
    #expect(map.canonicalName(of: bare, prefixed: false)?.name == canonical)
  }

  @Test func readsLegacyNormNamesUnderALayerNormOnly() {
    let gamma = map.canonicalName(of: "bert.encoder.layer.3.output.LayerNorm.gamma", prefixed: true)
    #expect(gamma?.name == "layers.3.norm.weight")
    #expect(gamma?.isAlias == true)
    let beta = map.canonicalName(of: "bert.encoder.layer.3.output.LayerNorm.beta", prefixed: true)
    #expect(beta?.name == "layers.3.norm.bias")
    #expect(map.canonicalName(of: "classifier.gamma", prefixed: true) == nil)
  }

  @Test func readsAliasesAndNeverWritesThem() {
    let alias = map.canonicalName(of: "cls.predictions.decoder.bias", prefixed: true)
    #expect(alias?.name == "mlm.bias")
    #expect(alias?.isAlias == true)
  }

  @Test func leavesUnknownNamesAlone() {
    for name in [
      "bert.embeddings.position_ids", "bert.pooler.dense.weight",
      "bert.encoder.layer.*.attention.self.query.weight",
      "bert.encoder.layer.03.attention.self.query.weight", "bert.classifier.weight",
      "encoder.layer.0.attention.self.query.weight", "classifier.weight.weight", "",
    ] {
      #expect(map.canonicalName(of: name, prefixed: true) == nil, "\(name)")
    }
  }

  @Test func flattensGroupsAndPlaces() {
    let map = NameMap(
      prefix: "albert", embedding: "embeddings.word_embeddings", innerCount: 2,
      rules: [.encoder("layers.*.inner", "encoder.groups.*.layers.*.ffn")])
    for (number, file) in [(0, "0.layers.0"), (1, "0.layers.1"), (5, "2.layers.1")] {
      let name = "albert.encoder.groups.\(file).ffn.weight"
      #expect(map.canonicalName(of: name, prefixed: true)?.name == "layers.\(number).inner.weight")
      #expect(map.fileName(of: "layers.\(number).inner.weight", prefixed: true) == name)
    }
    #expect(map.canonicalName(of: "albert.encoder.groups.0.layers.2.ffn.weight", prefixed: true) == nil)
  }

  @Test func tellsBareFromPrefixed() {
    #expect(map.isPrefixed(["bert.embeddings.word_embeddings.weight"]))
    #expect(!map.isPrefixed(["embeddings.word_embeddings.weight"]))
    #expect(map.isPrefixed(["classifier.weight"]))
  }
}
