import JSON

extension Annotation {
  /// Writes the value as Hugging Face's pipelines name and shape it; false, with nothing written, for values
  /// that no pipeline gives.
  func writeHuggingFace(to writer: inout JSONWriter, _ style: AnnotationStyle) -> Bool {
    switch value {
    case .words(let words):
      writer.array(words) { word, writer in
        writer.beginObject()
        writer.key("entity")
        if let label = word.label { writer.string(label) } else { writer.null() }
        writer.member("score", word.score)
        writer.key("word")
        writer.string(word.text)
        if let span = word.span { writer.offsets(span) }
        writer.endObject()
      }
    case .spans(let spans):
      writer.array(spans) { span, writer in
        writer.beginObject()
        writer.key("entity_group")
        writer.string(span.label)
        writer.member("score", span.score)
        writer.key("word")
        writer.string(span.text)
        writer.offsets(span.span)
        writer.endObject()
      }
    case .entities(let entities):
      writer.array(entities) { entity, writer in
        writer.beginObject()
        writer.key(entity.isGroup ? "entity_group" : "entity")
        writer.string(entity.label)
        writer.member("score", entity.score)
        if let index = entity.index {
          writer.key("index")
          writer.int(index)
        }
        writer.key("word")
        writer.string(entity.word)
        writer.key("start")
        if let span = entity.span { writer.int(span.start) } else { writer.null() }
        writer.key("end")
        if let span = entity.span { writer.int(span.end) } else { writer.null() }
        writer.endObject()
      }
    case .answer(let answer):
      if let alternatives = answer.alternatives {
        writer.array(alternatives) { $1.huggingFaceAnswer($0) }
      } else {
        writer.huggingFaceAnswer(answer.best)
      }
    case .label(let label):
      if let sequence = label.sequence, let scores = label.scores {
        writer.huggingFaceLabels(sequence, scores)
      } else if let scores = label.scores {
        writer.array(scores) { $1.labelScore($0.label, $0.score) }
      } else {
        writer.labelScore(label.label, label.score)
      }
    case .masks(let masks):
      // One mask gives its candidates, several give one list per mask.
      if masks.count == 1 {
        writer.array(masks[0].candidates) { $1.huggingFaceCandidate($0) }
      } else {
        writer.array(masks) { mask, writer in
          writer.array(mask.candidates) { $1.huggingFaceCandidate($0) }
        }
      }
    case .vector, .vectors, .tokenization, .tokenizations: return false
    }
    return true
  }
}

extension JSONWriter {
  fileprivate mutating func huggingFaceAnswer(_ candidate: AnswerCandidate) {
    beginObject()
    member("score", candidate.score)
    offsets(candidate.span)
    key("answer")
    string(candidate.text)
    endObject()
  }

  /// The shape of zero-shot classification.
  fileprivate mutating func huggingFaceLabels(_ sequence: String, _ scores: [LabelScore]) {
    beginObject()
    key("sequence")
    string(sequence)
    key("labels")
    array(scores) { $1.string($0.label) }
    member("scores", scores.map(\.score))
    endObject()
  }

  fileprivate mutating func huggingFaceCandidate(_ candidate: MaskCandidate) {
    beginObject()
    member("score", candidate.score)
    key("token")
    int(candidate.id)
    key("token_str")
    string(candidate.text)
    key("sequence")
    string(candidate.sequence ?? "")
    endObject()
  }
}
