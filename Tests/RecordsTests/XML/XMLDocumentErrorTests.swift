import Records
import Testing

@Suite struct XMLDocumentErrorTests {
  private func failure(_ text: String, _ settings: XMLSettings = XMLSettings(records: ["s"])) -> XMLError? {
    XMLRun.failure(Array(text.utf8), settings)
  }

  @Test func faultsHaveAPlace() {
    #expect(failure("") == XMLError(.empty, line: 1, column: 1))
    #expect(failure("<d>\n <s>a\n") == XMLError(.truncated(element: "s"), line: 3, column: 1))
    #expect(failure("<d><!-- ")?.kind == .malformed(detail: "Comment not terminated"))
    #expect(
      failure("<d>\n<s></d>")
        == XMLError(
          .malformed(detail: "Opening and ending tag mismatch: s line 2 and d"), line: 2, column: 8))
    for text in [
      " ", "x", "<?xml version='1.0'?>", "<!-- -->", "<d/><d/>", "<d/>x", "</d>", "<d a='1' a='2'/>",
      "<d><</d>", "<d>a]]>b</d>",
    ] {
      let error = failure(text)
      #expect(error != nil && error?.line ?? 0 > 0, "\(text)")
    }
  }

  @Test func depthIsLimited() throws {
    func nested(_ depth: Int) -> String {
      "<d>" + String(repeating: "<s>", count: depth - 1) + String(repeating: "</s>", count: depth - 1)
        + "</d>"
    }
    #expect(failure(nested(256)) == nil)
    #expect(failure(nested(257))?.kind == .tooDeep(limit: 256))
    #expect(failure(nested(200_000))?.kind == .tooDeep(limit: 256))
  }

  /// libxml2 compares attributes and namespaces with each other.
  @Test func attributesAndNamespacesAreLimited() {
    func attributes(_ count: Int, _ prefix: String = "") -> String {
      (0..<count).map { " \(prefix)a\($0)='='" }.joined()
    }
    #expect(failure("<d><s\(attributes(10_000))/></d>") == nil)
    #expect(failure("<d><s\(attributes(10_001))/></d>")?.kind == .tooManyAttributes(limit: 10_000))
    #expect(failure("<d\(attributes(800_000))/>")?.kind == .tooManyAttributes(limit: 10_000))
    let nested = "<d\(attributes(9_000, "xmlns:"))><x\(attributes(1_000, "xmlns:"))/>"
    #expect(failure(nested + "<s\(attributes(1_000, "xmlns:"))/></d>") == nil)
    #expect(
      failure(nested + "<s\(attributes(1_001, "xmlns:"))/></d>")?.kind == .tooManyNamespaces(limit: 10_000))
  }

  @Test func longMarkupIsRefused() {
    let long = String(repeating: "n", count: XMLLimits.markup + 100_000)
    for text in [
      "<d><!--\(long)--></d>", "<d a='\(long)'/>", "<!DOCTYPE d [<!-- \(long)", "<!--\(long)--><d/>",
    ] {
      #expect(failure(text)?.kind == .markupTooLong(limit: XMLLimits.markup))
    }
  }

  @Test func unknownRootsAreNamed() {
    let settings = XMLSettings()
    #expect(
      failure("\n<x:d xmlns:x='u'/>", settings) == XMLError(.noRecordRule(root: "x:d"), line: 2, column: 1))
    #expect(failure("<d><x><record/></x></d>", settings)?.kind == .noRecordRule(root: "d"))
    #expect(failure("<d><x/><record/></d>", settings) == nil)
    #expect(failure("<PLAY/>", settings) == nil)
    #expect(failure("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", settings) == nil)
    #expect(
      failure("<div xmlns='http://www.tei-c.org/ns/1.0'><p>a</p></div>", settings)?.kind
        == .noRecordRule(root: "div"))
  }

  @Test func nothingIsGivenOutBeforeTheKindIsKnown() throws {
    var reader = try XMLRecordReader(
      MemorySource(Array("<d>\(String(repeating: "<x>text</x>", count: 50_000))</d>".utf8), chunk: 1000),
      file: 0,
      selection: FieldSelection(.textOrWords), policy: KeyPolicy(keys: []))
    #expect(throws: RecordsError.self) { try reader.next() }
  }

  @Test func undeclaredPrefixesAreKept() throws {
    let text = "<d><q:s q:n=\"1\">a</q:s><s>b</s></d>"
    let run = try XMLRun(text, settings: XMLSettings(records: ["s"]))
    #expect(run.text == text)
    #expect(run.records.count == 1)
  }
}
