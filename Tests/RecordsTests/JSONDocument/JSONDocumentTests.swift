import Annotations
import JSON
import Records
import Testing

struct JSONDocumentTests {
  /// What a document of this text is opened as.
  private func format(_ text: String, name: String? = nil, chunk: Int = 1 << 16) throws -> RecordFormat {
    try OpenedInput(MemorySource(Array(text.utf8), chunk: chunk), name: name).format
  }

  private struct Run {
    var records: [Record] = []
    var rejects: [Reject] = []
    var output = ""
  }

  /// Reads a document and writes it in a format, every record with a class.
  private func run(
    _ text: String, to format: RecordFormat = .json, shape: FieldSelection.Shape = .textOrWords,
    chunk: Int = 1 << 16
  ) throws -> Run {
    let input = try OpenedInput(MemorySource(Array(text.utf8), chunk: chunk), name: "x.json")
    #expect(input.format == .json)
    var reader = try reader(of: input, shape, keys: ["k"])
    let writer = format.writer(
      WriterPlan([], style: AnnotationStyle(), replace: false, input: .json, vectorWidth: 0))
    let annotation = KeyedAnnotation("k", Annotation(.label(LabelAnnotation(label: "L", score: 0.5))))
    var run = Run()
    var bytes: [UInt8] = []
    while let item = try reader.next() {
      switch item {
      case .record(let record):
        run.records.append(record)
        bytes += try writer.render(record, [annotation])
      case .reject(let reject): run.rejects.append(reject)
      case .verbatim(let more): bytes += writer.verbatim(more)
      case .header: Issue.record("a header")
      }
    }
    run.output = RecordsTests.text(bytes)
    return run
  }

  private static let added = #""k":{"label":"L","score":0.5}"#

  @Test(
    arguments: [
      (#"[{"text":"a"},{"text":"b"}]"#, .json), ("[\n  {\n    \"text\": \"a\"\n  }\n]\n", .json),
      ("\u{FEFF} [\r\n{\"text\":\"a\"},\r\n{\"text\":\"b\"}\r\n]", .json), ("[]", .json),
      (#"{"data":[{"question":"q","context":"c"}]}"#, .json),
      ("{\n  \"version\": \"1\",\n  \"data\": [\n    {\"x\": 1}\n  ]\n}", .json),
      ("{\n  \"rows\": [1]\n}", .json), ("{\n\"a\":\n{\"b\":1}\n}", .json),
      ("{\n\"a\": 1\n}\n{\n\"a\": 2\n}\n", .json),
      ("[\n\"a\",\n\"b\"\n]", .json), ("[\n1\n]", .json),
      // Lines, of which the first one is broken.
      ("{\"text\":\n{\"text\":\"b\"}\n", .json), ("{\"text\":\"a\n{\"text\":\"b\"}\n", .jsonl),
      ("{\"text\":\"a\",\n{\"text\":\"b\"}\n", .jsonl), ("{\"a\":1}\n[1]\n", .jsonl),
      ("[1,2]\n[3]\n", .jsonl),
      (#"{"text":"t","data":[{"text":"a"}]}"#, .jsonl),
      // No JSON.
      ("[Verse 1]\nHello\n", .text), ("[applause] thank you", .text), ("{curly} words\n", .jsonl),
    ] as [(String, RecordFormat)])
  func documentsAreKnownByTheirFirstBytes(_ text: String, _ expected: RecordFormat) throws {
    for chunk in [1, 1 << 16] { #expect(try format(text, chunk: chunk) == expected) }
  }

  @Test func documentsMayBeCalledLines() throws {
    #expect(try format("[\n{\"text\":\"a\"}]", name: "a.jsonl") == .json)
    #expect(try format("{\n \"a\": 1\n}", name: "a.ndjson") == .json)
    #expect(try format("{\"text\":\"a\"}", name: "a.jsonl") == .jsonl)
    #expect(try format("no JSON", name: "a.jsonl") == .jsonl)
    let given = try OpenedInput(MemorySource(Array("[{\"text\":\"a\"}]".utf8)), name: nil, format: .jsonl)
    #expect(given.format == .json)
  }

  @Test(arguments: [1, 5, 1 << 16])
  func documentsAreWrittenBackWithOneMoreMember(_ chunk: Int) throws {
    let text =
      "\u{FEFF}[\n  {\n    \"text\": \"a\",\n    \"n\": 1.50\n  },\r\n  {\"text\":\"b {\\\"\"}  , {\"text\":\"\"} ]\n\n"
    let run = try run(text, chunk: chunk)
    #expect(run.records.map(\.fields) == [.text("a"), .text("b {\""), .text("")])
    #expect(run.records.map(\.place.line) == [2, 6, 6])
    #expect(run.output.replacing("," + Self.added, with: "") == text)
    #expect(run.output.split(separator: "\"k\":").count == 4)
    let value = try JSONValue.parse(Array(run.output.utf8).dropFirst(3).map(\.self))
    #expect(value.array?[0]["k"]?["label"]?.string == "L")
  }

  @Test func listsUnderDataKeepWhatIsAround() throws {
    let text = "{ \"version\": [1, \"]}\"],\n\"data\": [{\"text\":\"a\"}\n], \"after\": {\"data\":[]} }\n"
    let run = try run(text)
    #expect(run.records.map(\.fields) == [.text("a")])
    #expect(run.output.replacing("," + Self.added, with: "") == text && run.output != text)
  }

  @Test func huggingFacesFlatFormIsRead() throws {
    let text =
      #"{"version":"0.1","data":[{"id":"q1","title":"T","context":"Ana went.","question":"Who?","answers":{"text":["Ana"],"answer_start":[0]}}]}"#
    let run = try run(text, shape: .question)
    #expect(run.records.map(\.fields) == [.question("Who?", context: "Ana went.")])
    #expect(run.records.first?.id?.string == "q1")
    let squad = try OpenedInput(MemorySource(Array(text.utf8)), name: "x.json", format: .squad)
    let questions = try items(of: reader(of: squad, .question))
    #expect(
      questions.first?.record?.gold == .answers([GoldAnswer(text: "Ana", start: 0)], isImpossible: false))
    #expect(questions.first?.record?.id?.string == "q1" && questions.count == 1)
  }

  @Test func linesAreOneObjectEach() throws {
    let run = try run(
      "[\n {\n  \"text\": \"a  \\\" b\",\n  \"n\": [1,\n 2]\n }, {\"text\" : \"c\"}]", to: .jsonl)
    #expect(
      run.output
        == "{\"text\":\"a  \\\" b\",\"n\":[1,2],\(Self.added)}\n{\"text\" : \"c\",\(Self.added)}\n")
  }

  @Test func rejectedObjectsStayInTheDocument() throws {
    let text = "[{\"text\":1},\n {\"text\":\"a\"}, {\"k\":2,\"text\":\"b\"},{\"text\":01}, 7, {}]"
    let run = try run(text)
    #expect(run.rejects.map(\.code) == [.wrongType, .keyExists, .json, .notObject, .missingKey])
    #expect(run.rejects.map(\.place.line) == [1, 2, 2, 2, 2])
    #expect(
      run.rejects.map { RecordsTests.text($0.raw) } == [
        "{\"text\":1}", "{\"k\":2,\"text\":\"b\"}", "{\"text\":01}", "7", "{}",
      ])
    #expect(run.output.replacing("," + Self.added, with: "") == text)
  }

  @Test(
    arguments: [
      ("{\n \"rows\": [{\"row\":{}}]\n}", ".rows[]"), ("[\n\"a\",\n\"b\"]", ".[] | {text: .}"),
      ("[\n1\n]", ".[]"),
      ("{\n \"x y\": {\"z\": [{\"a\":1}]}\n}", "[\"x y\"].z[]"),
      ("{\n \"1\": {\"text\":\"a\"},\n \"2\": {\"text\":\"b\"}\n}", "to_entries[] | {id: .key} + .value"),
      ("{\n \"a\": 1\n}\n{\n \"a\": 2\n}", "."), ("{\n \"data\": [[1]]\n}", "."),
      ("{\n \"data\": {\"a\": 1}\n}", "."),
    ])
  func otherDocumentsAreOneError(_ text: String, _ filter: String) {
    for chunk in [1, 1 << 16] {
      #expect(throws: RecordsError.notRecords(filter: filter)) { try run(text, chunk: chunk) }
    }
  }

  @Test(
    arguments: [
      ("[{\"text\":\"a\"}", .document(.unexpectedEnd(expected: .commaOrBracket), line: 1, column: 14)),
      (
        "[{\"text\":\"a\"} {}]",
        .document(.unexpectedByte(0x7B, expected: .commaOrBracket), line: 1, column: 15)
      ),
      ("[{\"text\":\"a\"}] x", .document(.unexpectedByte(0x78, expected: .end), line: 1, column: 16)),
      (
        "{\"data\":[{\"text\":\"a\"}]",
        .document(.unexpectedEnd(expected: .commaOrBrace), line: 1, column: 23)
      ),
    ] as [(String, RecordsError)])
  func brokenDocumentsSayWhere(_ text: String, _ error: RecordsError) {
    for chunk in [1, 1 << 16] { #expect(throws: error) { try run(text, chunk: chunk) } }
  }

  @Test func linesOfADocumentAreTheReadersOfLinesOwn() throws {
    var lines = JSONDocumentLines(MemorySource(Array("[{\"a\":\n1}, 5]".utf8), chunk: 3))
    #expect(RecordsTests.text(try lines.all()) == "{\"a\":1}\n5\n")
    var same = JSONDocumentLines(MemorySource(Array("{\"a\":1}\n{\"b\"\n".utf8), chunk: 3))
    #expect(RecordsTests.text(try same.all()) == "{\"a\":1}\n{\"b\"\n")
  }
}
