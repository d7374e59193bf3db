import Annotations
import JSON
import Records
import Testing

struct QuestionShapesTests {
  private func read(_ text: String, name: String? = "x.json", chunk: Int = 1 << 16) throws -> [ReadItem] {
    let input = try OpenedInput(MemorySource(Array(text.utf8), chunk: chunk), name: name)
    #expect(input.format == .squad)
    return try items(of: reader(of: input, .question))
  }

  private func summary(_ items: [ReadItem]) -> [String] {
    items.compactMap { item in
      if let reject = item.reject { return "\(reject.code) \(reject.place.line)" }
      guard let record = item.record, case .question(let question, let context) = record.fields else {
        return nil
      }
      var answers = ""
      if case .answers(let found, let isImpossible)? = record.gold {
        answers = isImpossible ? "-" : found.map(\.text).joined(separator: ",")
      }
      return "\(record.id?.identifierText ?? "?"): \(question) | \(context) | \(answers)"
    }
  }

  @Test(arguments: [1, 11, 1 << 16])
  func linesOfParagraphs(_ chunk: Int) throws {
    let text = """
      {"header": {"dataset": "Wells", "split": "dev"}}
      {"id":"","context":"Ana dug it.","qas":[{"qid":"w1","question":"Who dug?","answers":["Ana","Ana dug"],"detected_answers":[{"text":"Ana","char_spans":[[0,2]]}]},{"qid":"w2","question":"What?","answers":["it"]}],"context_tokens":[["Ana",0]]}

      {"context":"broken","qas":[
      {"context":"c","qas":[{"qid":"w3"}]}
      {"id":"f","context":"Flat.","question":"Form?","answers":{"text":[],"answer_start":[]}}
      {"other":1}

      """
    for name in ["w.jsonl", "w.jsonl.gz", "w.json", nil] {
      #expect(
        summary(try read(text, name: name, chunk: chunk)) == [
          "w1: Who dug? | Ana dug it. | Ana,Ana dug", "w2: What? | Ana dug it. | it", "json 4",
          "missingKey 5",
          "f: Form? | Flat. | -", "missingKey 7",
        ])
    }
  }

  @Test(arguments: [1, 11, 1 << 16])
  func listsOfParagraphsAndOfArticles(_ chunk: Int) throws {
    let paragraphs = """
      [{"context": "A well.", "qas": [{"id": 1, "is_impossible": true, "question": "Deep?", "answers": []}]},
       {"qas": [{"query_id": "TRAIN_1", "query_text": "What?", "answers": ["b"]}], "context_text": "b"}]
      """
    #expect(
      summary(try read(paragraphs, chunk: chunk)) == ["1: Deep? | A well. | -", "TRAIN_1: What? | b | b"])
    let articles = #"[{"title":"T","paragraphs":[{"context":"c","qas":[{"id":"q","question":"Q"}]}]}]"#
    let items = try read(articles, chunk: chunk)
    #expect(summary(items) == ["q: Q | c | "])
    #expect((items.first?.record?.carrier as? SQuADQuestion)?.title == "T")
    let one =
      "{\"title\":\"T\",\n\"paragraphs\":[{\"context\":\"c\",\"qas\":[{\"id\":\"q\",\"question\":\"Q\"}]}]}"
    #expect(summary(try read(one, chunk: chunk)) == ["q: Q | c | "])
  }

  @Test(arguments: [1, 11, 1 << 16])
  func biomedicalQuestionsHaveSnippets(_ chunk: Int) throws {
    let text = """
      {"questions": [
        {"body": "Which gene?", "id": "5a", "type": "factoid", "documents": ["http://x"],
         "snippets": [{"text": "BRCA1 is.", "document": "http://x"}, {"text": "So is TP53."}],
         "exact_answer": [["BRCA1", "brca 1"], ["TP53"]], "ideal_answer": ["Both."]},
        {"body": "None?", "id": "5b", "snippets": []}]}
      """
    #expect(
      summary(try read(text, chunk: chunk)) == [
        "5a_001: Which gene? | BRCA1 is. | BRCA1,brca 1,TP53",
        "5a_002: Which gene? | So is TP53. | BRCA1,brca 1,TP53",
      ])
  }

  @Test(arguments: [1, 11, 1 << 16])
  func passagesByTheirNames(_ chunk: Int) throws {
    let text = """
      {"game_1": {"passage": "They won by 3 on 5 May.", "qa_pairs": [
          {"question": "By how much?", "query_id": "d1", "answer": {"number": "3", "date": {}, "spans": []}},
          {"question": "When?", "query_id": "d2", "answer": {"number": "", "date": {"day": "5", "month": "May", "year": ""}, "spans": []}},
          {"question": "Who?", "query_id": "d3", "answer": {"number": "", "spans": ["They"]}}], "wiki_url": "u"},
       "game_2": {"passage": "p", "qa_pairs": []}}
      """
    #expect(
      summary(try read(text, chunk: chunk)) == [
        "d1: By how much? | They won by 3 on 5 May. | 3", "d2: When? | They won by 3 on 5 May. | 5 May",
        "d3: Who? | They won by 3 on 5 May. | They",
      ])
  }
}

struct KeyedRecordTests {
  private func keys(_ text: String) throws -> ([String], [Reject]) {
    var reader = KeyedRecordReader(SQuADReader(MemorySource(Array(text.utf8)), file: 0))
    let writer = SQuADWriter(.predictions)
    let span = TextSpan(bytes: 0..<1, start: 0, end: 1)
    let best = AnswerCandidate(text: "a", span: span, score: 1, startLogit: 0, endLogit: 0)
    let answer = KeyedAnnotation(
      "qa", Annotation(.answer(AnswerAnnotation(best: best, nullScore: 0, nullLogit: 0, nullOdds: 0))))
    var keys: [String] = []
    var rejects: [Reject] = []
    while let item = try reader.next() {
      if let record = item.record {
        let entry = RecordsTests.text(try writer.render(record, [answer]))
        keys.append(entry.split(separator: "\"").dropFirst().first.map(String.init) ?? "")
      }
      if let reject = item.reject { rejects.append(reject) }
    }
    return (keys, rejects)
  }

  private func document(_ ids: [String]) -> String {
    let questions = ids.map { #"{"question":"Q"\#($0.isEmpty ? "" : ",\"id\":" + $0)}"# }
    return #"{"data":[{"paragraphs":[{"context":"c","qas":[\#(questions.joined(separator: ","))]}]}]}"#
  }

  @Test func questionsWithoutIdentifierGetTheirNumber() throws {
    let (keys, rejects) = try keys(document(["", "\"a\"", "", "null", "\"\""]))
    #expect(keys == ["question:1", "a", "question:3", "question:4", "question:5"] && rejects.isEmpty)
  }

  @Test func anIdentifierThatComesAgainIsRejected() throws {
    let (keys, rejects) = try keys(
      document(["\"a\"", "7", "\"a\"", "\"7\"", "\"b\"", "\"é\"", "\"e\u{301}\""]))
    #expect(keys == ["a", "7", "b", "é", "e\u{301}"])
    #expect(rejects.map(\.reason) == [.repeatedID("a"), .repeatedID("7")])
    #expect(rejects.first?.code.rawValue == "repeated-id")
    #expect(rejects.first.map { RecordsTests.text($0.raw) } == #"{"id":"a","question":"Q","context":"c"}"#)
  }

  @Test func aNumberIsNeverThatOfAnIdentifier() throws {
    let (keys, rejects) = try keys(document(["\"question:2\"", "", "\"question:3\"", "", "\"question:4\""]))
    #expect(keys == ["question:2", "question:2'", "question:3", "question:4"])
    #expect(rejects.map(\.reason) == [.repeatedID("question:4")])
  }
}
