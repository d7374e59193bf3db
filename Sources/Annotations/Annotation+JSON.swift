import JSON

extension KeyedAnnotation {
  /// The members that this annotation adds to a record: its key, and what happened to the record beside it
  /// where the value is not one of our objects, which could hold it.
  package func members(_ style: AnnotationStyle) -> [(key: String, json: [UInt8])] {
    var writer = JSONWriter()
    let isInside = annotation.write(to: &writer, style)
    var members = [(key: key, json: writer.bytes)]
    guard !isInside else { return members }
    if let windows = annotation.windows {
      members.append((Self.windowsKey(key), Array(windows.description.utf8)))
    }
    if annotation.truncatedTokens != nil { members.append((Self.truncatedKey(key), Array("true".utf8))) }
    return members
  }

  /// The key that says into how many windows a record was cut.
  package static func windowsKey(_ key: String) -> String { key + "_windows" }

  /// The key that says that a record was truncated.
  package static func truncatedKey(_ key: String) -> String { key + "_truncated" }
}

extension Annotation {
  /// Writes the value; true when what happened to the record stands inside it.
  package func write(to writer: inout JSONWriter, _ style: AnnotationStyle) -> Bool {
    if style.schema == .huggingFace {
      if writeHuggingFace(to: &writer, style) { return false }
    }
    switch value {
    case .words(let words): writer.array(words) { Self.write($0, to: &$1, style) }
    case .spans(let spans): writer.array(spans) { Self.write($0, to: &$1) }
    case .entities(let entities): writer.array(entities) { Self.write($0, to: &$1) }
    case .masks(let masks): writer.array(masks) { Self.write($0, to: &$1, style) }
    case .vector(let vector): writer.numbers(vector)
    case .vectors(let vectors): writer.array(vectors) { $1.numbers($0) }
    case .tokenization(let tokens):
      tokens.write(to: &writer)
    case .tokenizations(let windows):
      writer.array(windows) { $0.write(to: &$1) }
    case .answer(let answer):
      write(answer, to: &writer, style)
      return true
    case .label(let label):
      write(label, to: &writer, style)
      return true
    }
    return false
  }

  private static func write(_ word: WordAnnotation, to writer: inout JSONWriter, _ style: AnnotationStyle) {
    writer.beginObject()
    writer.key("text")
    writer.string(word.text)
    if let span = word.span { writer.offsets(span) }
    writer.key("label")
    if let label = word.label { writer.string(label) } else { writer.null() }
    writer.member("score", word.score)
    if style.logits, let logits = word.logits { writer.member("logits", logits) }
    writer.endObject()
  }

  private static func write(_ span: SpanAnnotation, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("text")
    writer.string(span.text)
    writer.offsets(span.span)
    writer.key("label")
    writer.string(span.label)
    writer.member("score", span.score)
    writer.endObject()
  }

  private static func write(_ entity: EntityAnnotation, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("text")
    writer.string(entity.word)
    if let span = entity.span { writer.offsets(span) }
    writer.key("label")
    writer.string(entity.label)
    writer.member("score", entity.score)
    writer.endObject()
  }

  private static func write(_ mask: MaskAnnotation, to writer: inout JSONWriter, _ style: AnnotationStyle) {
    writer.beginObject()
    writer.offsets(mask.span)
    writer.key("candidates")
    writer.array(mask.candidates) { candidate, writer in
      writer.beginObject()
      writer.key("token")
      writer.string(candidate.token)
      writer.key("id")
      writer.int(candidate.id)
      writer.key("text")
      writer.string(candidate.text)
      writer.member("score", candidate.score)
      if style.logits { writer.member("logit", candidate.logit) }
      writer.endObject()
    }
    writer.endObject()
  }

  private func write(_ answer: AnswerAnnotation, to writer: inout JSONWriter, _ style: AnnotationStyle) {
    writer.beginObject()
    Self.write(answer.best, to: &writer, logits: false)
    writer.member("null_score", answer.nullScore)
    if style.logits {
      writer.member("start_logit", answer.best.startLogit)
      writer.member("end_logit", answer.best.endLogit)
    }
    if let alternatives = answer.alternatives {
      writer.key("answers")
      writer.array(alternatives) { candidate, writer in
        writer.beginObject()
        Self.write(candidate, to: &writer, logits: style.logits)
        writer.endObject()
      }
    }
    writeWhatHappened(to: &writer)
    writer.endObject()
  }

  private static func write(_ candidate: AnswerCandidate, to writer: inout JSONWriter, logits: Bool) {
    writer.key("text")
    writer.string(candidate.text)
    writer.offsets(candidate.span)
    writer.member("score", candidate.score)
    if logits {
      writer.member("start_logit", candidate.startLogit)
      writer.member("end_logit", candidate.endLogit)
    }
  }

  private func write(_ label: LabelAnnotation, to writer: inout JSONWriter, _ style: AnnotationStyle) {
    writer.beginObject()
    writer.key("label")
    writer.string(label.label)
    writer.member("score", label.score)
    if let index = label.index {
      writer.key("index")
      writer.int(index)
    }
    if style.logits, let logits = label.logits { writer.member("logits", logits) }
    if let scores = label.scores {
      writer.key("scores")
      writer.array(scores) { $1.labelScore($0.label, $0.score) }
    }
    writeWhatHappened(to: &writer)
    writer.endObject()
  }

  private func writeWhatHappened(to writer: inout JSONWriter) {
    if let windows {
      writer.key("windows")
      writer.int(windows)
    }
    if let truncatedTokens {
      writer.key("truncated")
      writer.bool(true)
      writer.key("tokens")
      writer.int(truncatedTokens)
    }
  }
}

extension Tokenization {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("tokens")
    writer.array(tokens) { $1.string($0) }
    writer.key("ids")
    writer.array(ids) { $1.int(Int($0)) }
    writer.key("type_ids")
    writer.array(typeIDs) { $1.int(Int($0)) }
    writer.key("offsets")
    writer.array(starts.indices) { place, writer in
      writer.beginArray()
      writer.int(starts[place])
      writer.int(ends[place])
      writer.endArray()
    }
    writer.key("word_ids")
    writer.array(wordIDs) { $1.ordinal($0) }
    writer.key("sequence_ids")
    writer.array(sequenceIDs) { $1.ordinal($0) }
    writer.key("special")
    writer.array(special) { $1.bool($0) }
    writer.endObject()
  }
}
