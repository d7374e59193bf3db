/// A sample as the template shows it.
struct SampleBox {
  /// A piece of text.
  struct Piece {
    var isGap = false
    var isPlain = false
    var isMark = false
    var text = ""
    var look = ""
    var isFocus = false
    var tag = ""
    /// A score that is low enough to be shown.
    var lowScore: String?
  }

  /// Another answer, class or token.
  struct Other {
    let text: String
    let score: String
  }

  /// A text with labels.
  struct Tagged {
    let pieces: [Piece]
  }

  /// A question, its context and its answer.
  struct Answered {
    let question: String
    let hasContext: Bool
    let pieces: [Piece]
    /// Whether the answer is told apart, because it is not marked in the context.
    let hasVerdict: Bool
    let verdict: String
    let answer: String
  }

  /// Texts and their class.
  struct Classified {
    let texts: [Tagged]
    let look: String
    let verdict: String
  }

  /// A text with masks.
  struct Masked {
    /// What could fill one.
    struct Mask {
      let candidates: [Other]
    }

    let pieces: [Piece]
    let masks: [Mask]
  }

  /// Scores below this are shown beside the label.
  fileprivate static let low = 0.9

  let leastScore: String?
  let `where`: String
  let identifier: String?
  private(set) var tagged: Tagged?
  private(set) var answered: Answered?
  private(set) var classified: Classified?
  private(set) var masked: Masked?
  private(set) var hasOthers = false
  private(set) var othersName = ""
  private(set) var others: [Other] = []

  /// The box of a sample.
  init(_ sample: ReportSample, _ looks: LabelLooks) {
    leastScore = sample.score.map(ReportNumbers.score)
    `where` = sample.file + (sample.line.map { ":\($0)" } ?? "")
    identifier = sample.id
    func pieces(_ pieces: [ReportSample.Piece]) -> [Piece] { pieces.map { Piece($0, looks) } }
    switch sample.body {
    case .tagged(let text): tagged = Tagged(pieces: pieces(text))
    case .answered(let question, let context, let answer, let nullScore, let candidates):
      answered = Answered(
        question: question, hasContext: !context.isEmpty, pieces: pieces(context),
        hasVerdict: !context.contains(where: \.isMarked),
        verdict: answer.isEmpty ? "No answer" : "Answer:", answer: answer)
      others = candidates.map(Other.init)
      if let nullScore, !answer.isEmpty, !candidates.contains(where: \.text.isEmpty) {
        others.append(Other(ReportSample.Candidate(text: "", score: nullScore)))
      }
      othersName = "Other answers"
    case .classified(let texts, let label, let candidates):
      classified = Classified(
        texts: texts.map { Tagged(pieces: pieces($0)) }, look: looks.look(of: label), verdict: label
      )
      others = candidates.map(Other.init)
      othersName = "Scores of the classes"
    case .masked(let text, let masks):
      masked = Masked(
        pieces: pieces(text), masks: masks.map { Masked.Mask(candidates: $0.map(Other.init)) })
    }
    hasOthers = !others.isEmpty
  }
}

extension SampleBox.Other {
  fileprivate init(_ candidate: ReportSample.Candidate) {
    text = candidate.text.isEmpty ? "(no answer)" : candidate.text
    score = candidate.score.map(ReportNumbers.score) ?? ""
  }
}

extension SampleBox.Piece {
  fileprivate init(_ piece: ReportSample.Piece, _ looks: LabelLooks) {
    switch piece {
    case .gap: isGap = true
    case .plain(let text):
      isPlain = true
      self.text = text
    case .marked(let text, let label, let score, let isFocus):
      isMark = true
      self.text = text
      look = looks.look(of: label)
      self.isFocus = isFocus
      tag = label ?? "–"
      if let score, label != nil, score < SampleBox.low { lowScore = ReportNumbers.score(score) }
    }
  }
}
