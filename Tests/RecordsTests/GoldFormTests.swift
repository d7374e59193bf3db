import Annotations
import JSON
import Testing

/// Gold as the tools of the field export it.
struct GoldFormTests {
  private func gold(_ kind: GoldSelection.Kind, _ line: String, key: String? = nil) throws -> Gold? {
    GoldSelection(kind, key: key).gold(try JSONRecord(Array(line.utf8)).value)
  }

  private let spans: Gold = .spans([
    GoldSpan(start: 0, end: 3, label: "PER"), GoldSpan(start: 13, end: 18, label: "LOC"),
  ])

  @Test(
    arguments: [
      #"{"text":"Ana lives in Porto","label":[[0,3,"PER"],[13,18,"LOC"]]}"#,
      #"{"text":"Ana lives in Porto","labels":[[0,3,"PER"],[13,18,"LOC"]]}"#,
      #"{"id":1,"text":"Ana lives in Porto","entities":[{"id":1,"label":"PER","start_offset":0,"end_offset":3},{"id":2,"label":"LOC","start_offset":13,"end_offset":18}],"relations":[]}"#,
      #"{"text":"Ana lives in Porto","entities":[[0,3,"PER"],[13,18,"LOC"]]}"#,
      #"{"text":"Ana lives in Porto","spans":[{"start":0,"end":3,"label":"PER","token_start":0},{"start":13,"end":18,"label":"LOC"}]}"#,
      #"{"id":1,"data":{"text":"Ana lives in Porto"},"annotations":[{"id":9,"was_cancelled":true,"result":[]},{"id":1,"result":[{"type":"labels","value":{"start":0,"end":3,"text":"Ana","labels":["PER"]}},{"type":"choices","value":{"choices":["x"]}},{"type":"labels","value":{"start":13,"end":18,"labels":["LOC"]}}]}]}"#,
      #"{"text":"Ana lives in Porto","label":[{"start":0,"end":3,"text":"Ana","labels":["PER"]},{"start":13,"end":18,"text":"Porto","labels":["LOC"]}]}"#,
    ])
  func spansOfEveryToolAreRead(_ line: String) throws {
    #expect(try gold(.tags, line) == spans)
  }

  @Test func offsetsOfLabelStudioCountUTF16() throws {
    let line =
      #"{"data":{"text":"😀 Ana 😀"},"annotations":[{"result":[{"value":{"start":3,"end":6,"labels":["PER"]}},{"value":{"start":7,"end":9,"labels":["X"]}}]}]}"#
    #expect(
      try gold(.tags, line)
        == .spans([GoldSpan(start: 2, end: 5, label: "PER"), GoldSpan(start: 6, end: 7, label: "X")]))
  }

  @Test func textsWithoutSpansHaveNone() throws {
    #expect(try gold(.tags, #"{"text":"Rain","label":[]}"#) == .spans([]))
    #expect(try gold(.tags, #"{"text":"Rain","labels":[]}"#) == .spans([]))
    #expect(try gold(.tags, #"{"tokens":[],"tags":[]}"#) == .tags([]))
    #expect(try gold(.tags, #"{"text":"Rain","label":[[0,"x",1]]}"#) == nil)
  }

  @Test func classesOfToolsAreRead() throws {
    #expect(try gold(.label, #"{"text":"a","label":["good"]}"#) == .label("good"))
    #expect(try gold(.label, #"{"text":"a","label":["good","long"]}"#) == .label(nil))
    #expect(
      try gold(.label, #"{"data":{"text":"a"},"annotations":[{"result":[{"value":{"choices":["good"]}}]}]}"#)
        == .label("good"))
    #expect(try gold(.label, #"{"text":"a","label":1}"#) == .label("1"))
  }

  @Test func wordsKeepTheirNumbers() throws {
    #expect(try gold(.tags, #"{"tokens":["a","b"],"ner_tags":[1,-100]}"#) == .tags(["1", "-100"]))
  }
}
