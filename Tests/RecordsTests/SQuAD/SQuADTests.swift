import Annotations
import Foundation
import JSON
import Records
import TestSupport
import Testing

struct SQuADTests {
  private static let sample = """
    \u{FEFF}{"version": "v2.0", "extra": {"data": [1, "]}"]},
     "data": [
      {"title": "A \\"t\\"", "url": null, "paragraphs": [
        {"qas": [
          {"id": "q1", "question": "Who?", "answers": [{"text": "Ana", "answer_start": 0}], "is_impossible": false},
          {"id": 2, "question": "Whom?", "answers": [], "is_impossible": true, "plausible_answers": []}],
         "context": "Ana went."},
        {"context": "", "qas": []}]},
      {"paragraphs": [
        {"context": "C", "qas": [{"id": "q3"}, 7, {"question": "?"}]}], "title": "late"},
      {"paragraphs": []}
     ]}

    """

  private func read(_ text: String, chunk: Int = 1 << 16) throws -> [ReadItem] {
    try items(of: SQuADReader(MemorySource(Array(text.utf8), chunk: chunk), file: 1))
  }

  @Test(arguments: [1, 2, 7, 64, 1 << 16])
  func questionsAreReadWithTheirContext(_ chunk: Int) throws {
    let items = try read(Self.sample, chunk: chunk)
    #expect(items.count == 5)
    let first = try #require(items[0].record)
    #expect(first.fields == .question("Who?", context: "Ana went."))
    #expect(first.gold == .answers([GoldAnswer(text: "Ana", start: 0)], isImpossible: false))
    #expect(first.id?.string == "q1")
    #expect(first.place.line == 4)
    guard let question = first.carrier as? SQuADQuestion else {
      Issue.record("no question")
      return
    }
    #expect(question.title == "A \"t\"" && question.isImpossible == false)
    #expect(items[1].record?.id?.int == 2)
    #expect(items[1].record?.gold == .answers([], isImpossible: true))
    #expect(items[2].reject?.reason == .missingKey(wanted: ["question"], present: ["id"]))
    #expect(items[2].reject.map { text($0.raw) } == #"{"id":"q3","context":"C"}"#)
    #expect(items[3].reject?.reason == .wrongType(key: "qas", expected: .object, found: .number))
    #expect(items[4].record?.id == nil)
  }

  @Test(
    arguments: [
      ("", .document(.unexpectedEnd(expected: .value), line: 1, column: 1)),
      ("7", .squad(expected: .document, line: 1, column: 1)),
      ("[7]", .squad(expected: .article, line: 1, column: 2)),
      ("{}", .squad(expected: .data, line: 1, column: 3)),
      (#"{"data":{}}"#, .squad(expected: .data, line: 1, column: 9)),
      (#"{"data":[1]}"#, .squad(expected: .article, line: 1, column: 10)),
      (#"{"data":[{"paragraphs":1}]}"#, .squad(expected: .paragraphs, line: 1, column: 24)),
      (#"{"data":[{"paragraphs":[{"context":"x"}]}]}"#, .squad(expected: .paragraph, line: 1, column: 25)),
      (#"{"data":[]} x"#, .document(.unexpectedByte(0x78, expected: .end), line: 1, column: 13)),
      (#"{"data":[]"#, .document(.unexpectedEnd(expected: .commaOrBrace), line: 1, column: 11)),
      (#"{"data":[{"title" "x"}]}"#, .document(.unexpectedByte(0x22, expected: .colon), line: 1, column: 19)),
      (
        "{\"data\":[{\"paragraphs\":[\n {\"context\":\"é\" \"qas\":[]}]}]}",
        .document(.unexpectedByte(0x22, expected: .commaOrBrace), line: 2, column: 17)
      ),
      (
        #"{"data":[{"paragraphs":[{"context":"x"#,
        .document(.unexpectedEnd(expected: .closingQuote), line: 1, column: 38)
      ),
    ] as [(String, RecordsError)])
  func brokenDocumentsSayWhere(_ text: String, _ error: RecordsError) {
    for chunk in [1, 1 << 16] { #expect(throws: error) { try read(text, chunk: chunk) } }
  }

  @Test func predictionsAreWhatTheScorersRead() throws {
    let best = AnswerCandidate(
      text: "A \"b\"", span: TextSpan(bytes: 0..<3, start: 0, end: 3), score: 0.5, startLogit: 2,
      endLogit: 3.5)
    var answer = AnswerAnnotation(best: best, nullScore: 0.25, nullLogit: 1, nullOdds: -4.5)
    answer.alternatives = [best]
    let records = try read(Self.sample).compactMap(\.record)
    func written(_ content: SQuADWriter.Content) throws -> String {
      let writer = SQuADWriter(content)
      var output = writer.prologue
      for (place, record) in records.enumerated() {
        if place > 0 { output += writer.separator }
        output += try writer.render(record, [KeyedAnnotation("qa", Annotation(.answer(answer)))])
      }
      return text(output + writer.epilogue)
    }
    #expect(
      try written(.predictions)
        == "{\n    \"q1\": \"A \\\"b\\\"\",\n    \"2\": \"A \\\"b\\\"\",\n    \"line:10\": \"A \\\"b\\\"\"\n}\n"
    )
    #expect(try JSONValue.parse(Array(try written(.nullOdds).utf8))["q1"]?.double == -4.5)
    let nBest = try JSONValue.parse(Array(try written(.nBest).utf8))["2"]?.array
    #expect(nBest?.count == 1)
    #expect(nBest?[0]["text"]?.string == "A \"b\"")
    #expect(nBest?[0]["probability"]?.double == 0.5)
    #expect(nBest?[0]["score"]?.double == 5.5)
    #expect(nBest?[0]["start_logit"]?.int == 2)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: squad.path), "no ../shared/data/squad"))
  func theWholeSetIsRead() throws {
    let expected = [
      ("dev-v1.1.reconstructed.json", 10_570, 0), ("dev-v2.0.reconstructed.json", 11_873, 5_945),
      ("train-v1.1.reconstructed.json", 87_599, 0),
    ]
    for (name, questions, impossible) in expected {
      let bytes = [UInt8](try Data(contentsOf: squad.appending(path: name)))
      let items = try items(of: SQuADReader(MemorySource(bytes), file: 0))
      #expect(items.count == questions)
      #expect(
        items.count { if case .answers(_, isImpossible: true)? = $0.record?.gold { true } else { false } }
          == impossible)
      #expect(items.allSatisfy { $0.record?.id?.string != nil })
    }
  }
}

private let squad = Repository.data.appending(path: "squad")
