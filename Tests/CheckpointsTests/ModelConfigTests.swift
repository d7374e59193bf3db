import Checkpoints
import JSON
import Testing

@Suite struct ModelConfigTests {
  private func config(_ text: String) throws -> ModelConfig {
    try ModelConfig(bytes: Array(text.utf8), path: "config.json")
  }

  private func fault(_ text: String) -> ConfigFault? {
    do {
      _ = try config(text)
      return nil
    } catch CheckpointError.config("config.json", let fault) {
      return fault
    } catch {
      Issue.record("another error: \(error)")
      return nil
    }
  }

  @Test func readsWhatAllFamiliesShare() throws {
    let config = try config(
      #"""
      {"model_type":"bert","architectures":["BertForTokenClassification"],"id2label":{"1":"B","0":"A"},
       "label2id":{"A":0,"B":1},"problem_type":null,"tie_word_embeddings":false}
      """#)
    #expect(config.modelType == "bert")
    #expect(config.architectures == ["BertForTokenClassification"])
    #expect(config.labels == ["A", "B"])
    #expect(config.namesLabels)
    #expect(config.problemType == nil)
    #expect(!config.tiesWordEmbeddings)
    #expect(config.warnings.isEmpty)
  }

  @Test func fillsInWhatIsAbsent() throws {
    let config = try config("{}")
    #expect(config.modelType == nil)
    #expect(config.architectures == [])
    #expect(config.labels == ["LABEL_0", "LABEL_1"])
    #expect(!config.namesLabels)
    #expect(config.tiesWordEmbeddings)
    #expect(try self.config(#"{"num_labels":3}"#).labels == ["LABEL_0", "LABEL_1", "LABEL_2"])
  }

  @Test func trustsID2LabelAndWarns() throws {
    let config = try config(#"{"id2label":{"0":"A","1":"B"},"label2id":{"A":1,"B":0,"C":2}}"#)
    #expect(config.labels == ["A", "B"])
    #expect(
      config.warnings == [
        .labelsDisagree(label: "A", id2label: 0, label2id: 1),
        .labelsDisagree(label: "B", id2label: 1, label2id: 0),
        .labelsDisagree(label: "C", id2label: nil, label2id: 2),
      ])
  }

  @Test func refusesWrongValues() {
    #expect(fault("[]") == .notAnObject)
    #expect(fault(#"{"model_type":1}"#) == .wrongType(key: "model_type", expected: .string))
    #expect(fault(#"{"architectures":"x"}"#) == .wrongType(key: "architectures", expected: .array))
    #expect(fault(#"{"id2label":{"0":"A","2":"B"}}"#) == .labelIDs(key: "2", count: 2))
    #expect(fault(#"{"id2label":{"0":"A","00":"B"}}"#) == .labelIDs(key: "00", count: 2))
    #expect(fault(#"{"id2label":{"x":"A"}}"#) == .labelIDs(key: "x", count: 1))
    #expect(fault(#"{"id2label":{}}"#) == .outOfRange(key: "id2label", value: "0", allowed: Limits.labels))
    #expect(
      fault(#"{"num_labels":100000000000}"#)
        == .outOfRange(key: "num_labels", value: "100000000000", allowed: Limits.labels))
    #expect(
      fault(#"{"problem_type":"magic"}"#)
        == .unknownValue(
          key: "problem_type", value: "magic",
          allowed: ["regression", "single_label_classification", "multi_label_classification"]))
  }

  @Test func refusesWhatWouldChangeTheNumbers() {
    #expect(fault(#"{"pruned_heads":{"3":[1]}}"#) == .unsupported(key: "pruned_heads", value: "3"))
    #expect(fault(#"{"pruned_heads":{}}"#) == nil)
    #expect(fault(#"{"is_decoder":true}"#) == .unsupported(key: "is_decoder", value: "true"))
    #expect(fault(#"{"is_decoder":false}"#) == nil)
  }

  @Test func readsSizesUnderTheirAliases() throws {
    let config = try config(#"{"dim":64,"n_layers":2.0,"n_heads":null,"layer_norm_eps":1e-12,"big":1e300}"#)
    #expect(try config.integer("dim", "hidden_size", in: Limits.width, default: 768) == 64)
    #expect(try config.integer("n_layers", in: Limits.layers, default: 6) == 2)
    #expect(try config.integer("n_heads", in: Limits.heads, default: 12) == 12)
    #expect(try config.number("layer_norm_eps", default: 1) == 1e-12)
    #expect(throws: config.error(.outOfRange(key: "dim", value: "64", allowed: 1...32))) {
      try config.integer("dim", in: 1...32, default: 1)
    }
    #expect(throws: config.error(.outOfRange(key: "big", value: "1e300", allowed: 1...32))) {
      try config.integer("big", in: 1...32, default: 1)
    }
  }

  @Test func namesTheFileAndThePlaceOfBadJSON() {
    #expect(
      throws: CheckpointError.json(
        path: "config.json", error: JSONError(.unexpectedEnd(expected: .keyOrBrace), offset: 1))
    ) { try config("{") }
  }
}
