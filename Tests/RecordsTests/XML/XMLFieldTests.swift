import Annotations
import JSON
import Records
import Testing

@Suite struct XMLFieldTests {
  private func fields(_ text: String, _ selection: FieldSelection, _ settings: XMLSettings = XMLSettings())
    throws
    -> [Fields]
  {
    try XMLRun(text, settings: settings, selection: selection).records.map(\.fields)
  }

  private func selection(_ shape: FieldSelection.Shape, _ change: (inout FieldSelection) -> Void = { _ in })
    -> FieldSelection
  {
    var selection = FieldSelection(shape)
    change(&selection)
    return selection
  }

  @Test func presetOfTEITakesTextOnly() throws {
    let records = try XMLRun(XMLDocuments.novel).records
    #expect(records.count == 13)
    #expect(records.first?.fields == .text("The Ferry A Tale"))
    #expect(records[3].fields == .text("“Wait!” cried Ada. It\n     wouldn’t wait <for her>."))
    #expect(
      records[2].fields
        == .text("The ferry of Marsh & Daughter left at noon—late, as always; nobody was surprised."))
    #expect(records[7].fields == .words(["The", "end", "."]))
    #expect(records.last?.fields == .text("Fin"))
  }

  @Test func presetOfPlays() throws {
    let fields = try fields(XMLDocuments.play, selection(.textOrWords))
    #expect(
      fields == [
        .text("The Two Wells"), .text("MILLER, a miller."), .text("SCENE I. A mill."), .text("MILLER"),
        .text("Aside The wheel is still;"), .text("it waits for rain."), .text("Exit"),
      ])
  }

  @Test func presetOfEntailment() throws {
    let run = try XMLRun(XMLDocuments.entailment, selection: selection(.pairOrText))
    #expect(
      run.records.map(\.fields) == [
        .pair("The mill of Ansel was sold to his sister in March.", "Ansel's sister owns a mill."),
        .pair("It rained & rained.", "It was dry."),
      ])
    #expect(run.records.map(\.id?.string) == ["1", "2"])
    #expect(run.records.map(\.place.line) == [4, 8])
  }

  @Test func childrenAndAttributesOfRecords() throws {
    #expect(
      try fields(XMLDocuments.records, selection(.question)) == [
        .question("Who waits?", context: "The miller waits. The wheel turns."),
        .question("What turns?", context: "The wheel."),
      ])
    #expect(
      try fields(XMLDocuments.records, selection(.text)) == [
        .text("Who waits? The miller waits. The wheel turns."), .text("An attribute."),
        .text("No question here."),
      ])
    #expect(
      try fields(XMLDocuments.records, selection(.pairOrText) { $0.pair = ("@id", "question") }).prefix(1)
        == [.pair("a", "Who waits?")])
    #expect(
      try fields(XMLDocuments.records, selection(.text) { $0.text = "@text" }) == [.text("An attribute.")])
  }

  @Test func recordsWithoutTheFieldStayAsTheyAre() throws {
    let run = try XMLRun(XMLDocuments.records, selection: selection(.question))
    #expect(run.text == XMLDocuments.records)
    #expect(run.rejects.map(\.reason) == [.missingKey(wanted: ["question"], present: ["sentence", "@id"])])
    #expect(run.rejects.first?.id?.string == "c")
    let raw = String(decoding: run.rejects.first?.raw ?? [], as: UTF8.self)
    #expect(raw.hasPrefix(#"<record id="c"><sent"#))
    let tail =
      #"<record id="c"><sentence>No question here.</sentence></record>"#.utf8.count + "\n</data>".utf8.count
    let before = XMLDocuments.records.utf8.count - tail
    #expect(run.rejects.first?.place == Place(file: 0, line: 5, offset: before))
  }

  @Test func patternsChooseRecords() throws {
    let text = #"<d xmlns="urn:d" xmlns:o="urn:o"><s>1</s><o:s>2</o:s><x><s>3<s>in</s></s></x></d>"#
    func texts(_ pattern: String...) throws -> [String] {
      try fields(text, selection(.text), XMLSettings(records: pattern)).map {
        if case .text(let text) = $0 { text } else { "" }
      }
    }
    #expect(try texts("s") == ["1", "3in"])
    #expect(try texts("o:s") == ["2"])
    #expect(try texts("x/s") == ["3in"])
    #expect(try texts("/d/s") == ["1"])
    #expect(try texts("//s") == ["1", "3in"])
    #expect(try texts("d//s") == ["1", "3in"])
    #expect(try texts("x | o:s") == ["2", "3in"])
    #expect(try texts("x", "o:*") == ["2", "3in"])
    #expect(try texts("child::x/child::s") == ["3in"])
    #expect(try texts("*") == ["1 2 3in"])
  }

  @Test func patternsThatCannotStreamAreRefused() throws {
    for pattern in [
      "", "s[1]", "@id", "s/", "//", "ancestor::s", "s/@n", "f(x)", "|", "{a", "{a}", "*:", ":s", "a::b", ".",
      "1s",
    ] {
      #expect(throws: RecordsError.xml(XMLError(.badPattern(pattern)))) {
        try XMLRun("<d/>", settings: XMLSettings(records: [pattern]))
      }
    }
    #expect(XMLSettings(records: ["p", "t:p//q|*"], skipped: ["x"]).badPattern == nil)
    #expect(XMLSettings(records: ["p"], skipped: ["x["]).badPattern == "x[")
  }

  @Test func skippedElementsAreLeftAlone() throws {
    let text = "<d><s>a <x>b <s>c</s></x><note>d</note>e</s><x><s>f</s></x></d>"
    let settings = XMLSettings(records: ["s"], skipped: ["x"])
    let run = try XMLRun(text, settings: settings) { XMLRun.words($0) }
    #expect(run.records.map(\.fields) == [.text("a e")])
    #expect(
      run.text
        == #"<d><s><w pos="X9">a</w> <x>b <s>c</s></x><note>d</note><w pos="X9">e</w></s><x><s>f</s></x></d>"#
    )
  }

  @Test func onlyTheNamedChildIsLabelled() throws {
    let text = "<d><record><id>7</id><body>a</body><body>b</body></record></d>"
    let run = try XMLRun(text, selection: selection(.textOrWords) { $0.text = "body" }) { XMLRun.words($0) }
    #expect(run.records.first?.id?.string == "7")
    #expect(
      run.text
        == #"<d><record><id>7</id><body><w pos="X9">a</w></body><body>b</body></record></d>"#)
  }

  @Test func attributesHaveNoRoomForWords() throws {
    let text = #"<d><record text="a"/></d>"#
    let run = try XMLRun(text) { XMLRun.words($0) }
    #expect(run.rejects.map(\.code) == [.wrongType])
    #expect(run.text == text)
  }

  @Test func goldTagsAreTheLabelsOfWords() throws {
    var reader = try XMLRecordReader(
      MemorySource(Array("<d><record><w pos='A'>x</w> <w>y</w></record></d>".utf8)), file: 0,
      selection: FieldSelection(.textOrWords), policy: KeyPolicy(keys: []), gold: GoldSelection(.tags))
    var gold: [Gold?] = []
    while let item = try reader.next() {
      if case .record(let record) = item { gold.append(record.gold) }
    }
    #expect(gold == [.tags(["A", nil])])
  }
}
