import Annotations
import JSON
import Records
import Testing

struct JSONLinesWriterTests {
  private func rendered(
    _ line: String, _ annotations: [KeyedAnnotation], _ style: AnnotationStyle = AnnotationStyle(),
    replace: Bool = false
  ) throws -> String {
    let parser = JSONLinesParser(
      FieldSelection(.anything), policy: KeyPolicy(keys: annotations.map(\.key), replace: true))
    let item = parser.item(Array(line.utf8), at: Place(file: 0, line: 1, offset: 0))
    let record = try #require(item.record)
    let writer = JSONLinesWriter(style, replace: replace, passesVerbatim: true)
    return text(try writer.render(record, annotations))
  }

  private func value(_ annotation: Annotation, _ style: AnnotationStyle = AnnotationStyle()) throws -> String
  {
    let line = try rendered(#"{"text":""}"#, [KeyedAnnotation("k", annotation)], style)
    return String(line.dropFirst(#"{"text":"","#.count).dropLast(2))
  }

  @Test func wordsAreSplicedIn() throws {
    let words = [word("Where", 0, "ADV", 0.998), word("is", 6, "AUX", 1)]
    #expect(
      try rendered("{\"id\":1, \"text\":\"Where is\"}\r", [KeyedAnnotation("tag", Annotation(.words(words)))])
        == #"{"id":1, "text":"Where is","tag":[{"text":"Where","start":0,"end":5,"label":"ADV","score":0.998},"#
        + #"{"text":"is","start":6,"end":8,"label":"AUX","score":1}]}"# + "\r\n")
  }

  @Test func wordsThatCameAsTokensHaveNoOffsets() throws {
    var tagged = word("a", nil, "X", 0.25)
    tagged.logits = [1.5, -0.25]
    let annotation = Annotation(.words([tagged, word("\u{200b}", nil, nil, 0)]))
    #expect(
      try value(annotation)
        == "\"k\":[{\"text\":\"a\",\"label\":\"X\",\"score\":0.25},{\"text\":\"\u{200b}\",\"label\":null,\"score\":0}]"
    )
    #expect(
      try value(annotation, AnnotationStyle(logits: true)).contains(#""score":0.25,"logits":[1.5,-0.25]}"#))
  }

  @Test func whatHappenedStandsBesideAList() throws {
    #expect(
      try value(Annotation(.words([]), windows: 3, truncatedTokens: 712))
        == #""k":[],"k_windows":3,"k_truncated":true"#)
    #expect(try value(Annotation(.vector([1, 0.5]), windows: 2)) == #""k":[1,0.5],"k_windows":2"#)
    #expect(try value(Annotation(.vectors([[1], []]))) == #""k":[[1],[]]"#)
  }

  @Test func spansAndEntitiesAreWritten() throws {
    let place = TextSpan(bytes: 0..<4, start: 0, end: 4)
    let span = Annotation(.spans([SpanAnnotation(text: "Anna", span: place, label: "PER", score: 0.75)]))
    #expect(try value(span) == #""k":[{"text":"Anna","start":0,"end":4,"label":"PER","score":0.75}]"#)
    let hugging = AnnotationStyle(schema: .huggingFace)
    #expect(
      try value(span, hugging)
        == #""k":[{"entity_group":"PER","score":0.75,"word":"Anna","start":0,"end":4}]"#)
    let token = EntityAnnotation(
      label: "B-PER", isGroup: false, score: 0.5, index: 1, word: "an", span: place)
    let group = EntityAnnotation(label: "PER", isGroup: true, score: 0.5, index: nil, word: "an", span: nil)
    #expect(
      try value(Annotation(.entities([token, group]), windows: 2), hugging)
        == #""k":[{"entity":"B-PER","score":0.5,"index":1,"word":"an","start":0,"end":4},"#
        + #"{"entity_group":"PER","score":0.5,"word":"an","start":null,"end":null}],"k_windows":2"#)
  }

  @Test func answersHoldTheirAlternatives() throws {
    let best = AnswerCandidate(
      text: "Rome", span: TextSpan(bytes: 3..<7, start: 3, end: 7), score: 0.5, startLogit: 2, endLogit: 3)
    var answer = AnswerAnnotation(best: best, nullScore: 0.25, nullLogit: 1, nullOdds: -4)
    #expect(
      try value(Annotation(.answer(answer)))
        == #""k":{"text":"Rome","start":3,"end":7,"score":0.5,"null_score":0.25}"#)
    answer.alternatives = [best]
    #expect(
      try value(Annotation(.answer(answer), windows: 3, truncatedTokens: 9), AnnotationStyle(logits: true))
        == #""k":{"text":"Rome","start":3,"end":7,"score":0.5,"null_score":0.25,"start_logit":2,"end_logit":3,"#
        + #""answers":[{"text":"Rome","start":3,"end":7,"score":0.5,"start_logit":2,"end_logit":3}],"#
        + #""windows":3,"truncated":true,"tokens":9}"#)
    #expect(
      try value(Annotation(.answer(answer)), AnnotationStyle(schema: .huggingFace))
        == #""k":[{"score":0.5,"start":3,"end":7,"answer":"Rome"}]"#)
  }

  @Test func labelsHoldTheirScores() throws {
    var label = LabelAnnotation(label: "yes", score: 0.97, logits: [1, 2])
    #expect(try value(Annotation(.label(label))) == #""k":{"label":"yes","score":0.97}"#)
    label.scores = [LabelScore(label: "yes", score: 0.97), LabelScore(label: "no", score: 0.03)]
    #expect(
      try value(Annotation(.label(label), truncatedTokens: 712), AnnotationStyle(logits: true))
        == #""k":{"label":"yes","score":0.97,"logits":[1,2],"#
        + #""scores":[{"label":"yes","score":0.97},{"label":"no","score":0.03}],"truncated":true,"tokens":712}"#
    )
    #expect(
      try value(Annotation(.label(label), truncatedTokens: 712), AnnotationStyle(schema: .huggingFace))
        == #""k":[{"label":"yes","score":0.97},{"label":"no","score":0.03}],"k_truncated":true"#)
  }

  @Test func masksGiveAListOrAListOfLists() throws {
    let candidate = MaskCandidate(token: "▁s", id: 9, text: "s", score: 0.5, logit: 7, sequence: "cats")
    let mask = MaskAnnotation(span: TextSpan(bytes: 0..<6, start: 0, end: 6), candidates: [candidate])
    #expect(
      try value(Annotation(.masks([mask])), AnnotationStyle(logits: true))
        == #""k":[{"start":0,"end":6,"candidates":[{"token":"▁s","id":9,"text":"s","score":0.5,"logit":7}]}]"#
    )
    let one = #"[{"score":0.5,"token":9,"token_str":"s","sequence":"cats"}]"#
    let hugging = AnnotationStyle(schema: .huggingFace)
    #expect(try value(Annotation(.masks([mask])), hugging) == "\"k\":\(one)")
    #expect(try value(Annotation(.masks([mask, mask])), hugging) == "\"k\":[\(one),\(one)]")
  }

  @Test func tokenizationsAreWritten() throws {
    var tokens = Tokenization()
    tokens.tokens = ["[CLS]", "a"]
    tokens.ids = [2, 5]
    tokens.typeIDs = [0, 0]
    tokens.starts = [0, 0]
    tokens.ends = [0, 1]
    tokens.wordIDs = [-1, 0]
    tokens.sequenceIDs = [-1, 0]
    tokens.special = [true, false]
    let one =
      #"{"tokens":["[CLS]","a"],"ids":[2,5],"type_ids":[0,0],"offsets":[[0,0],[0,1]],"word_ids":[null,0],"#
      + #""sequence_ids":[null,0],"special":[true,false]}"#
    #expect(try value(Annotation(.tokenization(tokens))) == "\"k\":\(one)")
    #expect(try value(Annotation(.tokenizations([tokens]))) == "\"k\":[\(one)]")
  }

  @Test func replacingDropsWhatAFormerRunSaid() throws {
    let annotation = [KeyedAnnotation("tag", Annotation(.words([])))]
    let line = #"{"text":"a","tag":1,"tag_windows":3,"x":2}"#
    #expect(try rendered(line, annotation, replace: true) == #"{"text":"a","tag":[],"x":2}"# + "\n")
    #expect(throws: Reject.self) { try rendered(line, annotation) }
    #expect(throws: Reject.self) {
      try rendered(
        #"{"text":"a","tag_windows":3}"#, [KeyedAnnotation("tag", Annotation(.words([]), windows: 2))])
    }
  }
}
