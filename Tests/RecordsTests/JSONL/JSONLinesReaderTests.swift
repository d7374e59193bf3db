import Annotations
import JSON
import Records
import Testing

struct JSONLinesReaderTests {
  private func read(
    _ text: String, _ selection: FieldSelection = FieldSelection(.textOrWords), replace: Bool = false,
    gold: GoldSelection? = nil
  ) throws -> [ReadItem] {
    let parser = JSONLinesParser(selection, policy: KeyPolicy(keys: ["tag"], replace: replace), gold: gold)
    return try items(of: JSONLinesReader(MemorySource(Array(text.utf8)), file: 3, parser: parser))
  }

  private func fields(_ line: String, _ selection: FieldSelection) throws -> Fields? {
    try read(line, selection).first?.record?.fields
  }

  private func reason(_ line: String, _ selection: FieldSelection) throws -> Reject.Reason? {
    try read(line, selection).first?.reject?.reason
  }

  @Test func linesBecomeRecordsBlankLinesPassBadOnesAreRejected() throws {
    let items = try read(
      "{\"id\":7,\"text\":\"a\"}\r\n\n  \n{\"id\":\"x\"}\n{\"text\":\"é\",}\n[1]\n{\"text\":\"b\"}")
    #expect(items.count == 7)
    #expect(items[0].record?.place == Place(file: 3, line: 1, offset: 0))
    #expect(items[0].record?.id?.int == 7)
    #expect(items[1].verbatim == [0x0A] && items[2].verbatim == [0x20, 0x20, 0x0A])
    #expect(
      items[3].reject?.reason == .missingKey(wanted: ["tokens", "text", "sentence"], present: ["id"]))
    #expect(items[3].reject?.id?.string == "x")
    #expect(items[4].reject?.code == .json)
    #expect(items[4].reject?.place.line == 5 && items[4].reject?.column == 13)
    #expect(items[5].reject?.code == .notObject)
    #expect(items[6].record?.place == Place(file: 3, line: 7, offset: 55))
  }

  @Test func readingGoesOnWhereALineBegins() throws {
    let bytes = Array("{\"text\":\"é\"}\r\n\n[1]\n{\"text\":\"b\"}\n{\"text\":\"c\"}".utf8)
    let parser = JSONLinesParser(FieldSelection(.textOrWords), policy: KeyPolicy(keys: []))
    var reader = JSONLinesReader(MemorySource(bytes, chunk: 7), file: 0, parser: parser)
    var done = 0
    while true {
      let start = try #require(reader.restart)
      let rest = try items(
        of: JSONLinesReader(
          MemorySource(Array(bytes[start...])), file: 0, parser: parser, after: done, offset: start))
      #expect(rest.count == 5 - done)
      guard let item = try reader.next() else { break }
      #expect(rest.first?.record?.place == item.record?.place)
      #expect(rest.first?.reject?.place == item.reject?.place)
      done += 1
    }
    #expect(done == 5)
  }

  @Test func textAndWordsAreGuessedInOrder() throws {
    let selection = FieldSelection(.textOrWords)
    #expect(try fields(#"{"text":"a b","tokens":["a","b"]}"#, selection) == .words(["a", "b"]))
    #expect(try fields(#"{"text":"a b","tokens":12}"#, selection) == .text("a b"))
    #expect(try fields(#"{"sentence":"s"}"#, selection) == .text("s"))
    #expect(try fields(#"{"text":["s","t"]}"#, selection) == .words(["s", "t"]))
    #expect(
      try reason(#"{"tokens":["a",1]}"#, selection)
        == .wrongType(key: "tokens", expected: .arrayOfStrings, found: .array))
    #expect(
      try reason(#"{"text":null}"#, selection)
        == .wrongType(key: "text", expected: .stringOrArrayOfStrings, found: .null))
  }

  @Test func namedKeysMayBePaths() throws {
    var selection = FieldSelection(.textOrWords)
    selection.text = "doc.parts.0.body"
    selection.id = "doc.key"
    let line = #"{"text":"no","doc":{"key":5,"parts":[{"body":"yes"}]}}"#
    #expect(try fields(line, selection) == .text("yes"))
    #expect(try read(line, selection)[0].record?.id?.int == 5)
    #expect(
      try reason(#"{"text":"no"}"#, selection)
        == .missingKey(wanted: ["doc.parts.0.body"], present: ["text"]))
  }

  @Test func questionsNeedAContext() throws {
    var selection = FieldSelection(.question)
    #expect(try fields(#"{"question":"q","context":"c"}"#, selection) == .question("q", context: "c"))
    #expect(
      try reason(#"{"question":"q"}"#, selection) == .missingKey(wanted: ["context"], present: ["question"]))
    selection.question = "q"
    selection.context = "p"
    #expect(try fields(#"{"q":"1","p":""}"#, selection) == .question("1", context: ""))
    #expect(
      try reason(#"{"q":["1"],"p":""}"#, selection)
        == .wrongType(key: "q", expected: .string, found: .arrayOfStrings))
  }

  @Test(
    arguments: [
      (#"{"text":"a","text_pair":"b"}"#, .pair("a", "b")),
      (#"{"text":"a","text_pair":null}"#, .pair("a", nil)),
      (#"{"sentence1":"a","sentence2":"b","text":"c"}"#, .pair("a", "b")),
      (#"{"premise":"a","hypothesis":"b"}"#, .pair("a", "b")),
      (#"{"question":"a","sentence":"b"}"#, .pair("a", "b")), (#"{"text":"c"}"#, .pair("c", nil)),
      (#"{"sentence":"c"}"#, .pair("c", nil)),
    ] as [(String, Fields)])
  func pairsAreGuessedInOrder(_ line: String, _ expected: Fields) throws {
    #expect(try fields(line, FieldSelection(.pairOrText)) == expected)
  }

  @Test func aNamedPairIsNeededWhole() throws {
    var selection = FieldSelection(.pairOrText)
    selection.pair = ("a", "b")
    #expect(try fields(#"{"a":"1","b":"2","text":"t"}"#, selection) == .pair("1", "2"))
    #expect(
      try reason(#"{"a":"1","text":"t"}"#, selection) == .missingKey(wanted: ["b"], present: ["a", "text"]))
    #expect(try reason(#"{"text":"t"}"#, FieldSelection(.pair))?.code == .missingKey)
  }

  @Test func anythingIsTokenized() throws {
    let selection = FieldSelection(.anything)
    #expect(try fields(#"{"tokens":["a"],"text":"b"}"#, selection) == .words(["a"]))
    #expect(try fields(#"{"question":"a","context":"b"}"#, selection) == .pair("a", "b"))
    #expect(try fields(#"{"text":"b"}"#, selection) == .text("b"))
  }

  @Test func aKeyThatIsThereIsARejectUnlessReplaced() throws {
    let line = #"{"text":"a","\u0074ag":[]}"#
    #expect(try read(line)[0].reject?.reason == .keyExists(key: "tag"))
    #expect(try read(line, replace: true)[0].record != nil)
  }

  @Test func rejectsAreUnwrapped() throws {
    let raw = #"{"id":"q\n1","text":"é"}"#
    let first = Reject(
      .keyExists(key: "x"), place: Place(file: 0, line: 12, offset: 345), id: .string("q"),
      raw: Array(raw.utf8))
    let items = try read(text(first.line(file: "in.jsonl", message: "said so")))
    let record = try #require(items.first?.record)
    #expect(record.fields == .text("é"))
    #expect(record.place.line == 1)
    #expect(record.place.origin == Place.Origin(file: "in.jsonl", line: 12, offset: 345))

    let bytes = Reject(.utf8, place: Place(file: 0, line: 2, offset: 9), raw: [0x7B, 0xFF])
    let again = try #require(try read(text(bytes.line(file: "b", message: "m"))).first?.reject)
    #expect(again.code == .utf8)
    #expect(again.raw == [0x7B, 0xFF])
    #expect(again.place.origin?.line == 2)
    #expect(text(again.line(file: "now", message: "m")) == text(bytes.line(file: "b", message: "m")))
  }

  @Test func rejectsAreWrittenWithAllTheirParts() throws {
    let reject = Reject(
      .notObject, place: Place(file: 0, line: 2, offset: 9), id: nil, raw: Array("[\"é\"]\r".utf8))
    #expect(
      text(reject.line(file: "a\"b", message: "m'x'"))
        == #"{"reject":1,"file":"a\"b","line":2,"offset":9,"id":null,"code":"not-object","message":"m'x'","#
        + #""raw":"[\"é\"]\r"}"# + "\n")
    let bad = Reject(.utf8, place: Place(file: 0, line: 1, offset: 0), raw: [0xFF, 0x00])
    #expect(text(bad.line(file: nil, message: "")).hasSuffix(#","raw_base64":"/wA="}"# + "\n"))
  }

  @Test func goldIsReadWhereAsked() throws {
    func gold(_ line: String, _ selection: GoldSelection) throws -> Gold? {
      let whole = try read(line, FieldSelection(.anything), gold: selection)
      return whole.first?.record?.gold
    }
    let base = #"{"text":"t","#
    #expect(try gold(base + #""tags":["A",null,3]}"#, .init(.tags)) == .tags(["A", nil, "3"]))
    #expect(
      try gold(base + #""entities":[{"start":0,"end":1,"label":"PER"}]}"#, .init(.tags))
        == .spans([GoldSpan(start: 0, end: 1, label: "PER")]))
    #expect(try gold(base + #""label":2}"#, .init(.label)) == .label("2"))
    #expect(try gold(base + #""gold_label":"-","label":"x"}"#, .init(.label)) == .label(nil))
    #expect(try gold(base + #""y":true}"#, .init(.label, key: "y")) == .label("true"))
    #expect(try gold(base + #""y":true}"#, .init(.label)) == nil)
    let answers = Gold.answers([GoldAnswer(text: "x", start: 4)], isImpossible: false)
    #expect(try gold(base + #""answers":{"text":["x"],"answer_start":[4]}}"#, .init(.answers)) == answers)
    #expect(try gold(base + #""answers":[{"text":"x","answer_start":4}]}"#, .init(.answers)) == answers)
    #expect(
      try gold(base + #""answers":{"text":[],"answer_start":[]}}"#, .init(.answers))
        == .answers([], isImpossible: true))
  }
}
