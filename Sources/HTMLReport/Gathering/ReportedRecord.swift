import Records

/// A record of an output, from which samples are made.
struct ReportedRecord {
  /// The file that it is in.
  let file: String
  /// Its line, from 1; nil where a format has none.
  let line: Int?
  /// Its identifier.
  let id: String?
  /// Its text, words, question or pair, as the commands read them; nil where it has none of the shape that is asked for.
  let fields: (FieldSelection.Shape) -> Fields?

  /// The record with a finding marked in it.
  func sample(of finding: Finding) -> ReportSample? {
    guard let body = body(of: finding) else { return nil }
    return ReportSample(file: file, line: line, id: id, score: finding.leastScore, body: body)
  }

  private func body(of finding: Finding) -> ReportSample.Body? {
    switch finding {
    case .tags(let tags): .tagged(pieces(of: tags))
    case .answer(let answer): answered(answer)
    case .label(let best, let all): classified(best, all)
    case .masks(let masks): masked(masks)
    }
  }

  // MARK: Words

  private func pieces(of tags: [Finding.Tag]) -> [ReportSample.Piece] {
    let least = tags.indices.filter { tags[$0].label != nil && tags[$0].score != nil }.min {
      (tags[$0].score ?? 0) < (tags[$1].score ?? 0)
    }
    let placed = tags.compactMap { tag in tag.range.map { (text: tag.text, range: $0) } }
    if placed.count == tags.count, case .text(let text)? = fields(.textOrWords),
      let excerpt = Excerpt(text, placing: placed)
    {
      let marks = tags.enumerated().compactMap { place, tag in
        tag.range.map {
          Excerpt.Mark(range: $0, label: tag.label, score: tag.score, isFocus: place == least)
        }
      }
      return excerpt.pieces(marks, around: least.flatMap { tags[$0].range })
    }
    return words(tags, least: least)
  }

  /// Words one after another, where they have no text of their own: some on each side of the least sure one.
  private func words(_ tags: [Finding.Tag], least: Int?) -> [ReportSample.Piece] {
    let margin = 40
    let middle = least ?? 0
    let shown = max(0, middle - margin)..<min(tags.count, middle + margin + 1)
    var pieces: [ReportSample.Piece] = shown.lowerBound > 0 ? [.gap] : []
    for place in shown {
      if place > shown.lowerBound { pieces.append(.plain(" ")) }
      let tag = tags[place]
      pieces.append(
        .marked(cut(tag.text), label: tag.label, score: tag.score, isFocus: place == least))
    }
    if shown.upperBound < tags.count { pieces.append(.gap) }
    return pieces
  }

  // MARK: Answers

  private func answered(_ answer: Finding.Answer) -> ReportSample.Body {
    var question = ""
    var context: [ReportSample.Piece] = []
    if case .question(let asked, let text)? = fields(.question) {
      question = cut(asked)
      if answer.text.isEmpty {
        context = Excerpt(text).pieces([], around: nil)
      } else if let excerpt = Excerpt(text, placing: [(answer.text, answer.range)]) {
        let mark = Excerpt.Mark(range: answer.range, label: nil, score: answer.score, isFocus: true)
        context = excerpt.pieces([mark], around: answer.range)
      } else {
        context = Excerpt(text).pieces([], around: nil)
      }
    }
    return .answered(
      question: question, context: context, answer: cut(answer.text), nullScore: answer.nullScore,
      others: answer.others.filter { !$0.text.utf8.elementsEqual(answer.text.utf8) }.prefix(5).map {
        .init(text: cut($0.text), score: $0.score)
      })
  }

  // MARK: Classes and masks

  private func classified(_ best: Finding.ScoredLabel, _ all: [Finding.ScoredLabel])
    -> ReportSample.Body
  {
    var texts: [String] = []
    switch fields(.pairOrText) ?? fields(.choices) ?? fields(.textOrWords) {
    case .pair(let first, let second)?: texts = [first] + (second.map { [$0] } ?? [])
    case .question(let question, let context)?: texts = [question, context]
    case .text(let text)?: texts = [text]
    case .words(let words)?: texts = [words.joined(separator: " ")]
    case .choices(let text, let choices)?: texts = [text] + choices.prefix(8)
    case .several?, nil: break
    }
    return .classified(
      texts: texts.map { Excerpt($0).pieces([], around: nil) }, label: cut(best.label),
      others: all.prefix(8).map { .init(text: cut($0.label), score: $0.score) })
  }

  private func masked(_ masks: [Finding.Mask]) -> ReportSample.Body {
    var pieces: [ReportSample.Piece] = []
    if case .text(let text)? = fields(.text) {
      let least = masks.indices.min {
        (masks[$0].candidates.first?.score ?? 0) < (masks[$1].candidates.first?.score ?? 0)
      }
      let marks = masks.enumerated().compactMap { place, mask in
        mask.range.map {
          Excerpt.Mark(
            range: $0, label: mask.candidates.first.map { cut($0.label) },
            score: mask.candidates.first?.score, isFocus: place == least)
        }
      }
      pieces = Excerpt(text).pieces(marks, around: least.flatMap { masks[$0].range })
    }
    return .masked(
      pieces,
      masks: masks.prefix(4).map { mask in
        mask.candidates.prefix(5).map { .init(text: cut($0.label), score: $0.score) }
      })
  }

  /// A short text whole, a long one without its end.
  private func cut(_ text: String, to limit: Int = 300) -> String {
    guard text.utf8.count > limit else { return text }
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + " …"
  }
}
