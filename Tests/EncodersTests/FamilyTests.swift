import Checkpoints
import Encoders
import Testing

@Suite struct FamilyTests {
  private func architecture(_ text: String) throws -> Architecture {
    let config = try ModelConfig(bytes: Array(text.utf8), path: "config.json")
    return try Family.of(config, tensorNames: []).architecture(config)
  }

  private func fault(_ text: String) -> ConfigFault? {
    do {
      _ = try architecture(text)
      return nil
    } catch CheckpointError.config("config.json", let fault) {
      return fault
    } catch {
      Issue.record("another error: \(error)")
      return nil
    }
  }

  @Test func takesTheDefaultsOfTheConfigurationClasses() throws {
    let bert = try architecture(#"{"model_type":"bert"}"#)
    #expect(bert.width == 768 && bert.layers == 12 && bert.attention.heads == 12)
    #expect(bert.positions == .absolute(count: 512, offset: 0))
    #expect(
      bert.embedding == Architecture.Embedding(vocabulary: 30522, types: 2, width: 768, isProjected: false))
    #expect(bert.feedForward == Architecture.FeedForward(width: 3072, activation: .gelu))
    #expect(bert.normEpsilon == 1e-12)

    let roberta = try architecture(#"{"model_type":"roberta"}"#)
    #expect(roberta.embedding.vocabulary == 50265)
    #expect(roberta.positions == .counted(count: 512, padding: 1))
    #expect(
      try architecture(#"{"model_type":"roberta","max_position_embeddings":514}"#).positions.limit == 512)
    #expect(
      try architecture(#"{"model_type":"roberta","max_position_embeddings":514,"pad_token_id":3}"#)
        .positions.limit == 510)

    let albert = try architecture(#"{"model_type":"albert"}"#)
    #expect(albert.width == 4096 && albert.embedding.width == 128 && albert.embedding.isProjected)
    #expect(albert.feedForward.activation == .geluTanh)
    #expect(albert.sharing == Architecture.Sharing(groups: 1, inner: 1))

    let distil = try architecture(#"{"model_type":"distilbert","layer_norm_eps":1}"#)
    #expect(distil.layers == 6 && distil.normEpsilon == 1e-12 && distil.embedding.types == 0)

    let electra = try architecture(#"{"model_type":"electra"}"#)
    #expect(electra.width == 256 && electra.embedding.width == 128 && electra.embedding.isProjected)
    #expect(try !architecture(#"{"model_type":"electra","embedding_size":256}"#).embedding.isProjected)

    let mpnet = try architecture(#"{"model_type":"mpnet","relative_attention_num_buckets":64}"#)
    #expect(mpnet.attention.bias == .relativeBuckets(count: 32, maximumDistance: 128))
    #expect(mpnet.positions == .counted(count: 512, padding: 1))
  }

  @Test func hasTheHeadsOfItsClasses() {
    let common: Set<HeadKind> = [.token, .span, .sequence, .choice, .maskedLM]
    let extra: [String: Set<HeadKind>] = [
      "bert": [.nextSentence, .pooled], "roberta": [.pooled], "xlm-roberta": [.pooled],
      "camembert": [.pooled],
      "albert": [.sentenceOrder, .pooled], "distilbert": [], "electra": [.replacedToken], "mpnet": [.pooled],
    ]
    for family in Family.all {
      #expect(Set(family.headKinds) == common.union(extra[family.modelType] ?? []))
    }
  }

  @Test func sharesALBERTsLayersAsTransformersDoes() throws {
    func schedule(_ layers: Int, _ groups: Int, _ inner: Int) throws -> [Int] {
      try architecture(
        #"{"model_type":"albert","num_hidden_layers":\#(layers),"num_hidden_groups":\#(groups),"inner_group_num":\#(inner)}"#
      ).schedule
    }
    #expect(try schedule(4, 1, 1) == [0, 0, 0, 0])
    #expect(try schedule(4, 2, 2) == [0, 1, 0, 1, 2, 3, 2, 3])
    #expect(try schedule(5, 2, 1) == [0, 0, 0, 1, 1])
    // int(9 / (18 / 14)) is 6 in Python, though 9 · 14 / 18 is 7.
    #expect(try schedule(18, 14, 1) == [0, 0, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9, 10, 10, 11, 12, 13])
  }

  @Test func readsDistilBERTsAliases() throws {
    let own = try architecture(
      #"{"model_type":"distilbert","dim":64,"n_heads":4,"n_layers":3,"hidden_dim":128}"#)
    let common = try architecture(
      #"{"model_type":"distilbert","hidden_size":64,"num_attention_heads":4,"num_hidden_layers":3,"hidden_dim":128}"#
    )
    #expect(own == common)
    #expect(own.width == 64 && own.layers == 3)
  }

  @Test func isKnownByItsClassOrTensorsWithoutAModelType() throws {
    let config = try ModelConfig(
      bytes: Array(#"{"architectures":["RobertaForMaskedLM"]}"#.utf8), path: "config.json")
    #expect(try Family.of(config, tensorNames: []).modelType == "roberta")
    let empty = try ModelConfig(bytes: Array("{}".utf8), path: "config.json")
    #expect(try Family.of(empty, tensorNames: ["electra.embeddings.x"]).modelType == "electra")
    #expect(throws: ModelError.self) { try Family.of(empty, tensorNames: ["x"]) }
  }

  @Test(arguments: Family.all.map(\.modelType))
  func refusesAbsurdSizes(modelType: String) {
    func text(_ members: String) -> String { #"{"model_type":"\#(modelType)",\#(members)}"# }
    let hidden = modelType == "distilbert" ? "dim" : "hidden_size"
    let layers = modelType == "distilbert" ? "n_layers" : "num_hidden_layers"
    let heads = modelType == "distilbert" ? "n_heads" : "num_attention_heads"
    #expect(
      fault(text(#""\#(hidden)":1000000000000"#))
        == .outOfRange(key: hidden, value: "1000000000000", allowed: Limits.width))
    #expect(fault(text(#""\#(hidden)":0"#)) == .outOfRange(key: hidden, value: "0", allowed: Limits.width))
    #expect(fault(text(#""\#(hidden)":-1"#)) == .outOfRange(key: hidden, value: "-1", allowed: Limits.width))
    #expect(
      fault(text(#""\#(layers)":1000000"#))
        == .outOfRange(key: layers, value: "1000000", allowed: Limits.layers))
    #expect(
      fault(text(#""vocab_size":1e30"#))
        == .outOfRange(key: "vocab_size", value: "1e30", allowed: Limits.vocabulary))
    #expect(
      fault(text(#""max_position_embeddings":99999999999999999999"#))
        == .outOfRange(
          key: "max_position_embeddings", value: "99999999999999999999", allowed: Limits.positions))
    #expect(fault(text(#""\#(heads)":"12""#)) == .wrongType(key: heads, expected: .integer))
    #expect(
      fault(text(#""\#(hidden)":100,"\#(heads)":7"#))
        == .notDivisible(key: hidden, value: 100, by: heads, divisor: 7))
  }

  @Test func refusesWhatChangesTheNumbers() {
    #expect(
      fault(#"{"model_type":"bert","position_embedding_type":"relative_key"}"#)
        == .unsupported(key: "position_embedding_type", value: "relative_key"))
    #expect(
      fault(#"{"model_type":"bert","hidden_act":"gelu_magic"}"#)
        == .unsupported(key: "hidden_act", value: "gelu_magic"))
    #expect(
      fault(#"{"model_type":"albert","num_hidden_groups":13}"#)
        == .outOfRange(key: "num_hidden_groups", value: "13", allowed: 1...12))
    #expect(
      fault(#"{"model_type":"albert","inner_group_num":1000}"#)
        == .outOfRange(key: "inner_group_num", value: "1000", allowed: 1...85))
    #expect(
      fault(#"{"model_type":"roberta","max_position_embeddings":2}"#)
        == .outOfRange(key: "max_position_embeddings", value: "2", allowed: 3...Limits.positions.upperBound))
  }
}
