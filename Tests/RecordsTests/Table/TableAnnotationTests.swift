import Annotations
import JSON
import Records
import Testing

/// Tables hold all that was asked for.
struct TableAnnotationTests {
  /// The table `text` with one row, annotated.
  private func written(
    _ target: AnnotationTarget, _ annotation: Annotation, style: AnnotationStyle = AnnotationStyle()
  ) throws -> [[String]] {
    let reader = TableReader(
      MemorySource(Array("text\nx\n".utf8)), file: 0, dialect: .tsv, selection: FieldSelection(.text),
      policy: KeyPolicy(keys: []))
    let writer = TableWriter(adding: [target], style: style)
    return try items(of: reader).map { item in
      let line: [UInt8]
      switch item {
      case .header(let header): line = writer.header(header)
      case .record(let record): line = try writer.render(record, [KeyedAnnotation(target.key, annotation)])
      case .verbatim, .reject: line = []
      }
      return text(line).dropLast().split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private var labels: AnnotationTarget {
    var target = AnnotationTarget(key: "pair", kind: .label)
    target.labels = ["yes", "no", "maybe"]
    return target
  }

  @Test func scoresOfAllLabelsHaveColumns() throws {
    var target = labels
    target.listsLabels = true
    let label = LabelAnnotation(
      label: "no", score: 0.5,
      scores: [LabelScore(label: "no", score: 0.5), LabelScore(label: "yes", score: 0.25)])
    #expect(
      try written(target, Annotation(.label(label))) == [
        [
          "text", "pair", "pair_score", "pair_truncated", "pair_score_yes", "pair_score_no",
          "pair_score_maybe",
        ],
        ["x", "no", "0.5", "", "0.25", "0.5", ""],
      ])
  }

  @Test func rawScoresHaveColumns() throws {
    let label = LabelAnnotation(label: "no", score: 0.5, logits: [-1, 2, 0.5])
    #expect(
      try written(labels, Annotation(.label(label)), style: AnnotationStyle(logits: true)) == [
        [
          "text", "pair", "pair_score", "pair_truncated", "pair_logit_yes", "pair_logit_no",
          "pair_logit_maybe",
        ],
        ["x", "no", "0.5", "", "-1", "2", "0.5"],
      ])
  }

  @Test func answersHaveColumns() throws {
    func candidate(_ text: String, _ score: Float) -> AnswerCandidate {
      AnswerCandidate(
        text: text, span: TextSpan(bytes: 0..<1, start: 0, end: 1), score: score, startLogit: 3, endLogit: 4)
    }
    var target = AnnotationTarget(key: "qa", kind: .answer)
    target.answers = 2
    let answer = AnswerAnnotation(
      best: candidate("a", 0.5), nullScore: 0.125, nullLogit: 0, nullOdds: 0,
      alternatives: [candidate("a", 0.5)])
    #expect(
      try written(target, Annotation(.answer(answer))) == [
        [
          "text", "qa", "qa_start", "qa_end", "qa_score", "qa_null_score", "qa_1_text", "qa_1_start",
          "qa_1_end",
          "qa_1_score", "qa_2_text", "qa_2_start", "qa_2_end", "qa_2_score",
        ],
        ["x", "a", "0", "1", "0.5", "0.125", "a", "0", "1", "0.5", "", "", "", ""],
      ])
    let logits = try written(
      AnnotationTarget(key: "qa", kind: .answer), Annotation(.answer(answer)),
      style: AnnotationStyle(logits: true))
    #expect(logits[0].dropFirst(5) == ["qa_start_logit", "qa_end_logit", "qa_null_score"])
    #expect(logits[1].dropFirst(5) == ["3", "4", "0.125"])
  }

  @Test func rawScoresOfWordsAreWrittenAsJSON() throws {
    var one = word("x", 0, "X")
    one.logits = [1, 2]
    let cells = try written(
      AnnotationTarget(key: "tag", kind: .words), Annotation(.words([one])),
      style: AnnotationStyle(logits: true))
    #expect(cells[1][1] == #"[{"text":"x","start":0,"end":1,"label":"X","score":0.5,"logits":[1,2]}]"#)
  }

  @Test func jsonLinesOfRowsKeepAllCells() throws {
    let reader = TableReader(
      MemorySource(Array("v1,v2,,\nham,\"a \"\"b\"\"\",z,\n".utf8)), file: 0, dialect: .csv,
      selection: {
        var selection = FieldSelection(.text); selection.text = "v2"; return selection
      }(),
      policy: KeyPolicy(keys: ["tag"]))
    let record = try #require(try items(of: reader).last?.record)
    let line = try JSONLinesWriter(passesVerbatim: false).render(
      record, [KeyedAnnotation("tag", Annotation(.words([])))])
    #expect(text(line) == #"{"line":2,"v1":"ham","v2":"a \"b\"","column3":"z","column4":"","tag":[]}"# + "\n")
    let replaced = try JSONLinesWriter(replace: true, passesVerbatim: false).render(
      record, [KeyedAnnotation("v1", Annotation(.words([])))])
    #expect(text(replaced) == #"{"line":2,"v2":"a \"b\"","column3":"z","column4":"","v1":[]}"# + "\n")
  }
}
