import Annotations
import Records
import Testing

@Suite struct XMLClassTests {
  private func label(_ label: String = "YES", _ score: Float = 0.5, key: String = "zz") -> [KeyedAnnotation] {
    [KeyedAnnotation(key, Annotation(.label(LabelAnnotation(label: label, score: score))))]
  }

  private func answer(_ text: String, _ range: Range<Int>, key: String = "qa") -> [KeyedAnnotation] {
    let best = AnswerCandidate(
      text: text, span: TextSpan(bytes: range, start: range.lowerBound, end: range.upperBound), score: 0.1,
      startLogit: 0, endLogit: 0)
    return [
      KeyedAnnotation(
        key, Annotation(.answer(AnswerAnnotation(best: best, nullScore: 0, nullLogit: 0, nullOdds: 0))))
    ]
  }

  private let pairs = FieldSelection(.pairOrText)
  private let questions = FieldSelection(.question)

  @Test func classesAreAttributes() throws {
    let run = try XMLRun(XMLDocuments.entailment, selection: pairs) { _ in label() }
    #expect(run.text.contains(#"<pair id="1" entailment="YES" task="IE" zz="YES" zz-score="0.5">"#))
    try expectSame(Array(XMLDocuments.entailment.utf8), run.output)
  }

  @Test func aKeyThatIsThereIsAReject() throws {
    let text = #"<d><record zz="old">a</record><record zz-score="1">b</record></d>"#
    let run = try XMLRun(text, selection: pairs) { _ in label() }
    #expect(run.rejects.map(\.reason) == [.keyExists(key: "zz"), .keyExists(key: "zz")])
    #expect(run.text == text)
    let replaced = try XMLRun(
      text, selection: pairs, policy: KeyPolicy(keys: ["zz"], replace: true), replace: true
    ) { _ in label() }
    #expect(
      replaced.text
        == #"<d><record zz="YES" zz-score="0.5">a</record><record zz-score="0.5" zz="YES">b</record></d>"#)
  }

  @Test func keysMustBeNames() throws {
    let run = try XMLRun("<d><record>a</record></d>", selection: pairs) { _ in label(key: "a b") }
    #expect(run.rejects.map(\.code) == [.xml])
    #expect(!XMLRecordWriter.isName("1a") && !XMLRecordWriter.isName("") && XMLRecordWriter.isName("é-1.b_"))
  }

  @Test func answersComeLast() throws {
    let text = "<d><record><question>q</question><context>a café</context>\n</record></d>"
    let run = try XMLRun(text, selection: questions) { _ in answer("café", 2..<6) }
    #expect(
      run.text
        == "<d><record><question>q</question><context>a café</context>\n"
        + #"<answer start="2" end="6" score="0.1">café</answer></record></d>"#)
    try expectSame(Array(text.utf8), run.output)
  }

  @Test func theNullAnswerIsEmpty() throws {
    let run = try XMLRun(#"<d><record question="q" context="c"/></d>"#, selection: questions) { _ in
      answer("", 0..<0)
    }
    #expect(
      run.text
        == #"<d><record question="q" context="c"><answer start="0" end="0" score="0.1"/></record></d>"#)
  }

  @Test func formerAnswersAreReplacedOnlyWhenAsked() throws {
    let text =
      #"<d><record><answer>gold</answer><answer score="1">x</answer><question>q</question><context>c</context></record></d>"#
    let run = try XMLRun(text, selection: questions) { _ in answer("c", 0..<1) }
    #expect(run.rejects.map(\.reason) == [.keyExists(key: "answer")])
    #expect(run.text == text)
    let replaced = try XMLRun(
      text, selection: questions, policy: KeyPolicy(keys: ["qa"], replace: true), replace: true
    ) { record in
      var context = record
      context.fields = .text("c")
      return answer("c", 0..<1) + XMLRun.words(context)
    }
    #expect(
      replaced.text
        == #"<d><record><answer>gold</answer><question>q</question><context><w pos="X9">c</w></context><answer start="0" end="1" score="0.1">c</answer></record></d>"#
    )
  }

  @Test func answersOfTEIAreInItsNamespace() throws {
    let text =
      #"<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><ab question="q" context="c">x</ab></text></TEI>"#
    let run = try XMLRun(text, selection: questions) { _ in answer("c", 0..<1) }
    let answers = XMLCanonical(run.output)?.elements("answer") ?? []
    #expect(answers.map(\.namespace) == ["http://www.tei-c.org/ns/1.0"])
  }

  @Test func whatXMLCannotHoldIsKnownBeforehand() {
    #expect(XMLRecordWriter.holds(.words([]), under: "any key"))
    #expect(XMLRecordWriter.holds(.label(LabelAnnotation(label: "", score: 0)), under: "key"))
    #expect(!XMLRecordWriter.holds(.label(LabelAnnotation(label: "", score: 0)), under: "any key"))
    #expect(!XMLRecordWriter.holds(.vector([]), under: "key"))
  }
}
