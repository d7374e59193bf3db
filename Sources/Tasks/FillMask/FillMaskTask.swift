import Annotations
import Records
import Tokenizers

/// What could fill each mask of a text.
package struct FillMaskTask: AnnotationTask {
  /// Which candidates are given.
  package struct Settings: Sendable, Equatable {
    /// How many candidates a mask gets.
    package var topK = 5
    /// The only tokens that are candidates, without repetition; nil where all are.
    package var targets: [Int32]?
    /// Whether each candidate comes with the whole text that it makes, as in transformers' pipeline.
    package var withSequences = false

    /// The five best of all tokens.
    package init() {}
  }

  private let tokenizer: Tokenizer
  private let maskID: Int32
  private let decoder: PieceDecoder
  private let windowing: Windowing
  private let settings: Settings
  private let unit: OffsetMap.Unit

  /// A task over the logits of a masked-LM head; nil for a tokenizer without mask.
  package init?(tokenizer: Tokenizer, windowing: Windowing, settings: Settings, unit: OffsetMap.Unit) {
    guard let maskID = tokenizer.maskID else { return nil }
    self.tokenizer = tokenizer
    self.maskID = maskID
    decoder = tokenizer.pieceDecoder
    self.windowing = windowing
    self.settings = settings
    self.unit = unit
  }

  /// Windows over the text; each mask's row is computed in the window that gives it most context, and no other row.
  package func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: Cut
  ) {
    guard case .text(let text) = fields else { throw .missingKey(wanted: ["text", "sentence"], present: []) }
    let tokens = tokenizer.tokenize(.text(text), workspace: &workspace)
    let masks = tokens.ids.indices.filter { tokens.ids[$0] == maskID }
    guard !masks.isEmpty else { throw .noMask(token: tokenizer.token(of: maskID) ?? "") }
    let room = windowing.window - tokenizer.specialCount(pair: false)
    let overlap = windowing.overlap(room: room)
    let encodings = tokenizer.cut(
      tokens, nil, Truncation(maximumLength: windowing.window, overlap: overlap, strategy: .onlyFirst))
    let placed = RowPlacement(masks, in: encodings, overlap: overlap)
    let spans = spans(of: masks.map { text.trimmingBlanks(utf8: tokens.offsets[$0].range) }, in: text)
    return (
      placed.windows,
      Cut(spans: spans, placed: placed, windowCount: encodings.count > 1 ? encodings.count : nil)
    )
  }

  /// The candidates of each mask, from the logits of its row.
  package func decode(_ cut: Cut, _ scores: [Scores]) -> Annotation {
    let annotations = zip(cut.spans, cut.placed.places).map { span, place in
      MaskAnnotation(
        span: span,
        candidates: place.map { place in
          candidates(
            scores[place.window][place.row], in: cut.placed.windows[place.window], row: place.row,
            isOnlyMask: cut.spans.count == 1)
        } ?? [])
    }
    return Annotation(.masks(annotations), windows: cut.windowCount)
  }

  /// A text's masks, and the rows that they are read in.
  package struct Cut: Sendable {
    /// Where the masks stand.
    package let spans: [TextSpan]
    /// The window and row of each.
    let placed: RowPlacement
    /// Into how many windows the text was cut, when more than one.
    let windowCount: Int?
  }

  private func spans(of ranges: [Range<Int>], in text: String) -> [TextSpan] {
    let map = OffsetMap(text, unit: unit)
    return ranges.map { map.span($0) }
  }

  // MARK: Candidates

  /// The best candidates of one mask. Their scores are a softmax over the whole vocabulary, targets or not.
  private func candidates(
    _ logits: ArraySlice<Float>, in window: Window, row: Int, isOnlyMask: Bool
  ) -> [MaskCandidate] {
    let ids = best(logits)
    let normalizer = LogSumExponential(logits)
    return ids.map { id in
      let token = tokenizer.token(of: Int32(id)) ?? ""
      let logit = logits[logits.startIndex + id]
      var candidate = MaskCandidate(
        token: token, id: id, text: decoder.decode([token]), score: normalizer.probability(of: logit),
        logit: logit)
      if settings.withSequences {
        candidate.sequence = sequence(of: window, row: row, id: Int32(id), isOnlyMask: isOnlyMask)
      }
      return candidate
    }
  }

  /// The ids of the largest logits, largest first; of equal ones the smaller id first.
  private func best(_ logits: ArraySlice<Float>) -> [Int] {
    let start = logits.startIndex
    let all = settings.targets.map { targets in targets.map(Int.init).filter { $0 < logits.count } }
    func isBefore(_ one: Int, _ other: Int) -> Bool {
      (logits[start + other], one) < (logits[start + one], other)
    }
    var best: [Int] = []
    func consider(_ id: Int) {
      if best.count == settings.topK, let last = best.last, !isBefore(id, last) { return }
      var place = best.count
      while place > 0, isBefore(id, best[place - 1]) { place -= 1 }
      best.insert(id, at: place)
      if best.count > settings.topK { best.removeLast() }
    }
    if let all {
      for id in all { consider(id) }
    } else if settings.topK < 64 {
      for id in 0..<logits.count { consider(id) }
    } else {
      best = Array((0..<logits.count).sorted(by: isBefore).prefix(settings.topK))
    }
    return best
  }

  /// The window's text with one mask filled, as the pipeline decodes it: other masks stay, and specials with them.
  private func sequence(of window: Window, row: Int, id: Int32, isOnlyMask: Bool) -> String {
    guard case .some(let rows) = window.rows else { return "" }
    var ids = window.ids
    ids[Int(rows[row])] = id
    let kept = ids.filter { $0 != tokenizer.paddingID && !(isOnlyMask && tokenizer.isSpecial($0)) }
    return decoder.decode(kept.map { tokenizer.token(of: $0) ?? "" })
  }
}

/// The logarithm of the sum of exponentials of a row of logits, summed in double precision from left to right.
private struct LogSumExponential {
  private let largest: Float
  private let total: Double

  init(_ logits: ArraySlice<Float>) {
    let largest = logits.max() ?? 0
    self.largest = largest
    total = logits.reduce(0) { $0 + exponential(Double($1 - largest)) }
  }

  /// The softmax of one of the logits.
  func probability(of logit: Float) -> Float { Float(exponential(Double(logit - largest)) / total) }
}
