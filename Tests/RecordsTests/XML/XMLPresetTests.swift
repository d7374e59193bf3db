import Annotations
import Records
import TestSupport
import Testing

@Suite struct XMLPresetTests {
  private func notice(
    _ text: String, _ settings: XMLSettings = XMLSettings()
  ) throws(RecordsError) -> ReadNotice? {
    var reader = try XMLRecordReader(
      MemorySource(Array(text.utf8)), file: 0, settings, selection: FieldSelection(.textOrWords),
      policy: KeyPolicy(keys: []))
    while try reader.next() != nil {}
    return reader.notice
  }

  @Test(arguments: XMLPresetDocument.all)
  func documentsAreKnownByTheirRoots(_ document: XMLPresetDocument) throws {
    for chunk in [1, 1 << 16] {
      let run = try XMLRun(Array(document.text.utf8), chunk: chunk)
      let texts = run.records.map { record in
        switch record.fields {
        case .text(let text): text
        case .words(let words): words.joined(separator: " ")
        default: "?"
        }
      }
      #expect(texts == document.records)
      #expect(run.text == document.text || XMLCanonical(Array(document.text.utf8)) != nil)
    }
    let notice = try notice(document.text)
    if case .words(_, let outside)? = notice {
      #expect(outside == document.outside)
    } else {
      #expect(document.outside == 0)
    }
  }

  @Test(arguments: XMLPresetDocument.all)
  func annotatedDocumentsStayWhatTheyAre(_ document: XMLPresetDocument) throws {
    let input = Array(document.text.utf8)
    let words = try XMLRun(input) { XMLRun.words($0) }
    #expect(words.rejects.isEmpty)
    #expect(words.text.contains("pos=\"X9\""))
    if XMLCanonical(input) != nil, !document.text.contains("&mdash;") {
      try expectSame(input, words.output, document.name)
      let spans = try XMLRun(input) { XMLRun.spans($0) + XMLRun.words($0) }
      try expectSame(input, spans.output, document.name)
    }
    // A run over the output finds the same records.
    let again = try XMLRun(words.output)
    #expect(again.records.count == words.records.count)
  }

  @Test func pairsOfTranslations() throws {
    let tmx = try #require(XMLPresetDocument.all.first { $0.name == "TMX" })
    let xliff = try #require(XMLPresetDocument.all.first { $0.name == "XLIFF" })
    for document in [tmx, xliff] {
      let run = try XMLRun(document.text, selection: FieldSelection(.pairOrText))
      #expect(run.records.map(\.fields) == [.pair("Dig here.", "Hier graben.")])
    }
  }

  @Test func documentsWithoutRecordsAreFaults() {
    func failure(_ text: String, _ patterns: String...) -> XMLError.Kind? {
      do throws(RecordsError) {
        _ = try notice(text, XMLSettings(records: patterns))
        return nil
      } catch {
        if case .xml(let fault) = error { return fault.kind }
        return nil
      }
    }
    #expect(failure("<d><s>a</s></d>", "x", "o:y") == .noMatch(patterns: ["x", "o:y"]))
    #expect(failure("<d xmlns='urn:d'><s xmlns=''>a</s></d>", "s") == .noMatch(patterns: ["s"]))
    #expect(failure("<d xmlns='urn:d'><s xmlns=''>a</s></d>", "*:s") == nil)
    #expect(
      failure("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body/></text></TEI>")
        == .noRecords(preset: "TEI"))
    #expect(failure("<rss><channel/></rss>") == .noRecords(preset: "RSS"))
    #expect(failure("<collection><x/></collection>") == .noRecordRule(root: "collection"))
    #expect(failure("<book><x/></book>") == .noRecordRule(root: "book"))
  }

  @Test func wordsOutsideOfRecordsAreCounted() throws {
    let text = "<d><a>one two</a><s>three <b>fo</b>ur</s>five<note>no</note> <a>six</a><s>seven</s></d>"
    #expect(try notice(text, XMLSettings(records: ["s"])) == .words(inside: 3, outside: 4))
    #expect(try notice(text, XMLSettings(records: ["s", "a"], skipped: [])) == .words(inside: 6, outside: 1))
    #expect(try notice("<d><s>a</s> <s>b c</s></d>", XMLSettings(records: ["s"])) == nil)
    #expect(
      ReadNotice.words(inside: 12, outside: 2118).message(in: "x")
        == "x: 12 of 2,130 words are inside records")
  }

  @Test func fieldsAreNeverRunTogether() throws {
    func text(_ record: String) throws -> String {
      let run = try XMLRun("<d>\(record)</d>", settings: XMLSettings(records: ["record"]))
      guard case .text(let text)? = run.records.first?.fields else { return "" }
      #expect(run.records.count == 1)
      return text
    }
    #expect(try text("<record><one>Hi</one><two>A</two></record>") == "Hi A")
    #expect(try text("<record><one>Hi</one> <two>A</two></record>") == "Hi A")
    #expect(try text("<record><x><p>One.</p><p>Two.</p></x>three</record>") == "One. Two. three")
    #expect(try text("<record>a<br/>b<list><item>c</item><item>d</item></list>e</record>") == "a b c d e")
    // Markup within words, notes and empty elements part none.
    #expect(try text("<record>al<hi>way</hi>s</record>") == "always")
    #expect(try text("<record><hi>al</hi><b>ways</b></record>") == "always")
    #expect(try text("<record><one>al<note>no</note>ways</one></record>") == "always")
    #expect(try text("<record><tok>The</tok><tok>cat</tok></record>") == "The cat")
  }

  @Test func fieldsHaveRoomForWordsAndSpans() throws {
    let text = "<d><record><one>Hi</one><two>A man<i>ly</i> x y</two><three>z</three></record></d>"
    let run = try XMLRun(text, settings: XMLSettings(records: ["record"])) { XMLRun.words($0) }
    #expect(
      run.text
        == #"<d><record><one><w pos="X9">Hi</w></one><two><w pos="X9">A</w> <w pos="X9" part="I">man</w><i><w pos="X9" part="F">ly</w></i> <w pos="X9">x</w> <w pos="X9">y</w></two><three><w pos="X9">z</w></three></record></d>"#
    )
    let spans = try XMLRun(text, settings: XMLSettings(records: ["record"])) { XMLRun.spans($0) }
    try expectSame(Array(text.utf8), spans.output)
  }

  @Test func namesOfAnyNamespace() throws {
    let text =
      #"<d xmlns="urn:d"><s>1</s><o:s xmlns:o="urn:o">2</o:s><x xmlns:q="urn:o"><q:s>3</q:s><o:s xmlns:o="urn:other">4</o:s><s xmlns="">5</s></x></d>"#
    func texts(_ pattern: String) throws -> [String] {
      try XMLRun(text, settings: XMLSettings(records: [pattern])).records.map {
        if case .text(let text) = $0.fields { text } else { "" }
      }
    }
    #expect(try texts("s") == ["1"])
    #expect(try texts("*:s") == ["1", "2", "3", "4", "5"])
    #expect(try texts("{urn:o}s") == ["2", "3"])
    #expect(try texts("{}s") == ["5"])
    #expect(try texts("o:s") == ["2", "4"])
    #expect(try texts("q:s") == ["3"])
    #expect(try texts("x/{urn:o}*|{}s") == ["3", "5"])
    #expect(try texts("/*:d/*:x/*") == ["3", "4", "5"])
    #expect(try texts(".//q:*") == ["3"])
  }
}
