/// One record as the report shows it: cut down to what matters, so that it is small.
struct ReportSample: Sendable, Equatable {
  /// The file that it is in.
  var file: String
  /// Its line, from 1; nil where a format has none.
  var line: Int?
  /// Its identifier.
  var id: String?
  /// The least score in it; nil where the format holds no scores.
  var score: Double?
  /// Its text and what was found.
  var body: Body

  /// What was found, in its text.
  enum Body: Sendable, Equatable {
    /// A text with labelled words or stretches.
    case tagged([Piece])
    /// A question, and its context with the answer marked; no answer for the null answer.
    case answered(
      question: String, context: [Piece], answer: String, nullScore: Double?, others: [Candidate])
    /// One or two texts, their class, and the other classes where they are known.
    case classified(texts: [[Piece]], label: String, others: [Candidate])
    /// A text with its masks marked, and what could fill each.
    case masked([Piece], masks: [[Candidate]])
  }

  /// A piece of a text, in order.
  enum Piece: Sendable, Equatable {
    /// Text without a finding.
    case plain(String)
    /// A labelled word or stretch; `isFocus` where it is the least sure one.
    case marked(String, label: String?, score: Double?, isFocus: Bool)
    /// Where text was left out.
    case gap

    /// Whether it is a finding.
    var isMarked: Bool { if case .marked = self { true } else { false } }
  }

  /// Another answer, class or token, and its score.
  struct Candidate: Sendable, Equatable {
    var text: String
    var score: Double?
  }
}
