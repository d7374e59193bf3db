import Annotations
import Records
import Testing

@Suite struct XMLSpanTests {
  /// A paragraph in TEI with names at some ranges of its UTF-8.
  private func tei(_ paragraph: String, _ ranges: [Range<Int>], replace: Bool = false, words: Bool = false)
    throws
    -> String
  {
    let start = #"<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>"#
    let run = try XMLRun("\(start)\(paragraph)</p></text></TEI>", replace: replace) { record in
      Self.spans(ranges) + (words ? XMLRun.words(record, label: "N") : [])
    }
    return String(run.text.dropFirst(start.count).dropLast(17))
  }

  private static func spans(_ ranges: [Range<Int>]) -> [KeyedAnnotation] {
    let spans = ranges.map {
      SpanAnnotation(text: "", span: TextSpan(bytes: $0, start: 0, end: 0), label: "LOC", score: 1)
    }
    return [KeyedAnnotation("ner", Annotation(.spans(spans)))]
  }

  @Test func namesInTEIAndSpansElsewhere() throws {
    #expect(try tei("To New York now", [3..<11]) == #"To <name type="LOC">New York</name> now"#)
    let run = try XMLRun("<data><record>To Rome</record></data>") { _ in Self.spans([3..<7]) }
    #expect(run.text == #"<data><record>To <span label="LOC">Rome</span></record></data>"#)
  }

  @Test func wholeElementsAreTakenIn() throws {
    #expect(
      try tei("To <hi>New</hi> York", [3..<11]) == #"To <name type="LOC"><hi>New</hi> York</name>"#)
    #expect(
      try tei("New <hi><emph>York</emph></hi>!", [0..<8])
        == #"<name type="LOC">New <hi><emph>York</emph></hi></name>!"#)
    #expect(try tei("<hi>New York</hi>", [0..<8]) == #"<hi><name type="LOC">New York</name></hi>"#)
    #expect(try tei("New<lb/>York", [0..<8]) == #"<name type="LOC">New<lb/>York</name>"#)
    #expect(
      try tei("New<note>a</note> <hi>Y</hi>ork", [0..<8])
        == #"<name type="LOC">New<note>a</note> <hi>Y</hi>ork</name>"#)
  }

  @Test func tagsThatCrossASpanPartIt() throws {
    #expect(
      try tei("<hi>in New</hi> York", [3..<11])
        == #"<hi>in <name type="LOC" part="I">New</name></hi> <name type="LOC" part="F">York</name>"#)
    #expect(
      try tei("<a>x A</a> <b>y</b> <c>B z</c>", [2..<7])
        == #"<a>x <name type="LOC" part="I">A</name></a> <name type="LOC" part="M"><b>y</b></name> <c><name type="LOC" part="F">B</name> z</c>"#
    )
    #expect(
      try tei("<hi>in New</hi> <hi>York now</hi>", [3..<11])
        == #"<hi>in <name type="LOC" part="I">New</name></hi> <hi><name type="LOC" part="F">York</name> now</hi>"#
    )
  }

  @Test func aNameThatIsThereGetsTheType() throws {
    #expect(try tei("To <name>Rome</name>", [3..<7]) == #"To <name type="LOC">Rome</name>"#)
    let kept = try tei(#"To <name type="x">Rome</name>"#, [3..<7])
    #expect(kept == #"To <name type="x">Rome</name>"#)
    let replaced = try tei(#"To <name type="x">Rome</name>"#, [3..<7], replace: true)
    #expect(replaced == #"To <name type="LOC">Rome</name>"#)
    let wider = try tei("<name>New</name> York", [0..<8])
    #expect(wider == #"<name type="LOC"><name>New</name> York</name>"#)
  }

  @Test func wordsGoInsideOfSpans() throws {
    #expect(
      try tei("New <hi>York</hi>", [0..<8], words: true)
        == #"<name type="LOC"><w pos="N">New</w> <hi><w pos="N">York</w></hi></name>"#)
    #expect(
      try tei("<w>New</w> <w>York</w>", [], words: true) == #"<w pos="N">New</w> <w pos="N">York</w>"#)
  }

  @Test func spansOfTwoTasksMayCross() throws {
    let text = "<data><record>a b c</record></data>"
    let run = try XMLRun(text) { _ in Self.spans([0..<3]) + Self.spans([2..<5]) }
    #expect(
      run.text
        == #"<data><record><span label="LOC">a <span label="LOC" part="I">b</span></span> <span label="LOC" part="F">c</span></record></data>"#
    )
  }

  @Test func badRangesDoNoHarm() throws {
    #expect(try tei("ab <lb/>", [0..<0, 5..<9, 2..<3, 3..<4, 7..<2000]) == "ab <lb/>")
    #expect(try tei("<hi>a</hi>", [-4..<50]) == #"<hi><name type="LOC">a</name></hi>"#)
  }
}
