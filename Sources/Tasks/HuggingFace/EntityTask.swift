import Annotations
import Records
import Tokenizers

/// Tokens or groups of tokens as transformers' token-classification pipeline gives them (`--schema hf`).
///
/// A text over the limit is cut into overlapping windows and merged as the pipeline does with `stride`; without
/// `stride` the pipeline would cut it in silence.
package struct EntityTask: AnnotationTask {
  private let tokenizer: Tokenizer
  private let vocabulary: HuggingFace.EntityVocabulary
  private let aggregation: Aggregation
  private let windowing: Windowing
  private let unit: OffsetMap.Unit

  /// A task over the labels of a token head.
  package init(
    tokenizer: Tokenizer, labels: [String], aggregation: Aggregation, windowing: Windowing,
    unit: OffsetMap.Unit
  ) {
    self.tokenizer = tokenizer
    self.aggregation = aggregation
    self.windowing = windowing
    self.unit = unit
    vocabulary = HuggingFace.EntityVocabulary(
      labels: labels, unknownID: tokenizer.unknownID, hasContinuingPrefix: tokenizer.continuingPrefix != nil,
      decoder: tokenizer.pieceDecoder)
  }

  /// Windows of which every token is wanted. Words are joined by blanks first, as the pipeline does.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: Cut
  ) {
    let text = try text(of: fields)
    let tokens = tokenizer.tokenize(.text(text), workspace: &workspace)
    let room = windowing.window - tokenizer.specialCount(pair: false)
    let encodings = tokenizer.cut(
      tokens, nil,
      Truncation(
        maximumLength: windowing.window, overlap: windowing.overlap(room: room), strategy: .onlyFirst))
    let windows = encodings.map { Window(ids: $0.ids, typeIDs: $0.typeIDs, rows: .all) }
    return (windows, Cut(text: text, encodings: encodings))
  }

  /// The pipeline's entities, from the rows of all tokens.
  package func decode(_ cut: Cut, _ scores: [Scores]) -> Annotation {
    let codePoints = OffsetMap(cut.text, unit: .codePoints)
    let scored = zip(cut.encodings, scores).map { encoding, scores in
      HuggingFace.TokenWindow(
        ids: encoding.ids, pieces: tokenizer.tokens(of: encoding),
        offsets: encoding.offsets.map { codePoints.convert($0) }, isSpecial: encoding.isSpecial,
        logits: scores.values)
    }
    let entities = HuggingFace.entities(
      in: CodePoints(cut.text), windows: scored, aggregation: aggregation, vocabulary: vocabulary)
    let places = CodePointPlaces(cut.text, unit: unit)
    return Annotation(
      .entities(
        entities.map { entity in
          EntityAnnotation(
            label: entity.label, isGroup: aggregation != .none, score: entity.score, index: entity.index,
            word: entity.word, span: places.span(entity.start..<entity.end))
        }), windows: scores.count > 1 ? scores.count : nil)
  }

  /// A text, cut into windows of which every token is read.
  package struct Cut: Sendable {
    let text: String
    let encodings: [Encoding]
  }

  private func text(of fields: Fields) throws(Reject.Reason) -> String {
    switch fields {
    case .text(let text): text
    case .words(let words): words.joined(separator: " ")
    case .question, .pair, .choices, .several: throw .missingKey(wanted: ["text", "tokens"], present: [])
    }
  }
}
