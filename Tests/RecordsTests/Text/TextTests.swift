import Annotations
import JSON
import Records
import Testing

struct TextTests {
  private func read(
    _ text: String, _ size: TextUnitSize, _ shape: FieldSelection.Shape = .textOrWords
  ) throws -> [ReadItem] {
    try items(of: TextReader(MemorySource(Array(text.utf8), chunk: 3), file: 0, size: size, shape: shape))
  }

  private let input = "\u{FEFF}Où est\r\nle chat?\n\n \t\nIci.\nLà"

  @Test func linesAreRecords() throws {
    let items = try read(input, .line)
    #expect(
      items.map { $0.record?.fields } == [
        .text("Où est"), .text("le chat?"), nil, nil, .text("Ici."), .text("Là"),
      ])
    #expect(items.compactMap { $0.record?.place.line } == [1, 2, 5, 6])
  }

  @Test func paragraphsAreRecords() throws {
    let items = try read(input, .paragraph)
    #expect(items.map { $0.record?.fields } == [.text("Où est\nle chat?"), nil, .text("Ici.\nLà")])
    #expect(items.compactMap { $0.record?.place.line } == [1, 5])
  }

  @Test func tasksThatNeedMoreGetRejects() throws {
    #expect(try read("a", .line, .pairOrText)[0].record?.fields == .pair("a", nil))
    #expect(try read("a", .line, .question)[0].reject?.code == .missingKey)
    #expect(try read("a", .line, .pair)[0].reject?.code == .missingKey)
  }

  @Test func otherBytesThanUTF8AreRejected() throws {
    let source = MemorySource(Array("ok\nab".utf8) + [0xE9, 0x0A])
    let items = try items(of: TextReader(source, file: 0, size: .paragraph, shape: .text))
    #expect(items[0].reject?.code == .utf8)
    #expect(items[0].reject?.place.line == 2 && items[0].reject?.column == 3)
  }

  @Test func outputIsJSONLinesOrWords() throws {
    let record = try #require(try read("Where is\n", .line)[0].record)
    let tagged = [
      KeyedAnnotation("tag", Annotation(.words([word("Where", 0, "ADV"), word("is", 6, "AUX")])))
    ]
    #expect(
      text(
        try JSONLinesWriter(passesVerbatim: false).render(
          record, [KeyedAnnotation("tag", Annotation(.words([])))]))
        == #"{"line":1,"text":"Where is","tag":[]}"# + "\n")
    #expect(text(try WordsWriter(passesVerbatim: true).render(record, tagged)) == "Where_ADV is_AUX\n")
    #expect(
      text(try WordsWriter(separator: "/", passesVerbatim: true).render(record, tagged))
        == "Where/ADV is/AUX\n")
    #expect(WordsWriter(passesVerbatim: true).verbatim([0x0A]) == [0x0A])
  }
}
