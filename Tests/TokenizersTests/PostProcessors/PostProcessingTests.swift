import Testing
import Tokenizers

@Suite("post-processors")
struct PostProcessingTests {
  private func pair(_ postProcessor: String) throws -> EncodedText {
    try Tokenizer(json: Samples.json(postProcessor: postProcessor)).encode(
      .text("the river"), pair: .text("run"))
  }

  @Test("BERT's row: the second text and its end are of type 1")
  func bert() throws {
    let encoding = try pair(#"{"type":"BertProcessing","cls":["[CLS]",2],"sep":["[SEP]",3]}"#)
    #expect(encoding.ids == [2, 5, 6, 3, 8, 3])
    #expect(encoding.typeIDs == [0, 0, 0, 0, 1, 1])
    #expect(encoding.isSpecial == [true, false, false, true, false, true])
    #expect(encoding.sequenceIDs == [-1, 0, 0, -1, 1, -1])
  }

  @Test("RoBERTa's row: two separators between texts, all of type 0")
  func roberta() throws {
    let encoding = try pair(
      #"{"type":"RobertaProcessing","cls":["[CLS]",2],"sep":["[SEP]",3],"trim_offsets":false,"add_prefix_space":false}"#
    )
    #expect(encoding.ids == [2, 5, 6, 3, 3, 8, 3])
    #expect(encoding.typeIDs == [0, 0, 0, 0, 0, 0, 0])
  }

  @Test("a template's own row, with texts in its order and types of its own")
  func template() throws {
    let encoding = try pair(
      #"""
      {"type":"TemplateProcessing","single":[{"Sequence":{"id":"A","type_id":0}}],
       "pair":[{"Sequence":{"id":"B","type_id":2}},{"SpecialToken":{"id":"both","type_id":1}},
               {"Sequence":{"id":"A","type_id":1}}],
       "special_tokens":{"both":{"id":"both","ids":[3,4],"tokens":["[SEP]","[MASK]"]}}}
      """#)
    #expect(encoding.ids == [8, 3, 4, 5, 6])
    #expect(encoding.typeIDs == [2, 1, 1, 1, 1])
    #expect(encoding.sequenceIDs == [1, -1, -1, 0, 0])
  }

  @Test("without a stage texts stand side by side")
  func none() throws {
    let encoding = try pair("null")
    #expect(encoding.ids == [5, 6, 8])
    #expect(encoding.typeIDs == [0, 0, 1])
  }

  @Test("blanks are taken out of byte-level offsets, unless the first one was put there")
  func trimsOffsets() throws {
    func offsets(_ text: String, trims: Bool, addsPrefixSpace: Bool) throws -> [Range<Int>] {
      let stage = #"{"type":"ByteLevel","trim_offsets":\#(trims),"add_prefix_space":\#(addsPrefixSpace)}"#
      let characters = ["a", "b", "Ġ", "Ġa", "Ġb"]
      let entries = characters.enumerated().map { "\"\($0.element)\":\($0.offset)" }.joined(separator: ",")
      return try Tokenizer(
        json: Samples.json(
          model: #"{"type":"BPE","vocab":{\#(entries)},"merges":["Ġ a","Ġ b"]}"#, preTokenizer: stage,
          postProcessor: stage)
      ).tokenize(.text(text)).offsets.map(\.range)
    }
    #expect(try offsets("a b", trims: false, addsPrefixSpace: false) == [0..<1, 1..<3])
    #expect(try offsets("a b", trims: true, addsPrefixSpace: false) == [0..<1, 2..<3])
    #expect(try offsets(" a", trims: true, addsPrefixSpace: false) == [1..<2])
    #expect(try offsets("a", trims: true, addsPrefixSpace: true) == [0..<1])
  }
}
