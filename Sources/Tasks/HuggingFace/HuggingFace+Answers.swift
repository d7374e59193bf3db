/// The question-answering pipeline.
extension HuggingFace {
  /// One window of a question and its context, with the scores of its tokens.
  package struct AnswerWindow: Sendable {
    /// Code points that each token covers in its own sequence.
    package var offsets: [Range<Int>]
    /// Words of each token in its own sequence, -1 for none.
    package var wordIDs: [Int32]
    /// The text that each token is of: 0 or 1, -1 for neither.
    package var sequenceIDs: [Int32]
    /// Which of them is the context: 1, or 0 where the tokenizer fills up at the left side; then the pipeline keeps no token
    /// out of the soft-max.
    package var contextSequence: Int32
    /// Tokens that are the class token, wherever they stand: they take part in the soft-max.
    package var isClassToken: [Bool]
    /// One per token.
    package var startLogits: [Float]
    /// One per token.
    package var endLogits: [Float]

    /// A window from its columns, all with one entry a token.
    package init(
      offsets: [Range<Int>], wordIDs: [Int32], sequenceIDs: [Int32], contextSequence: Int32 = 1,
      isClassToken: [Bool], startLogits: [Float], endLogits: [Float]
    ) {
      self.offsets = offsets
      self.wordIDs = wordIDs
      self.sequenceIDs = sequenceIDs
      self.contextSequence = contextSequence
      self.isClassToken = isClassToken
      self.startLogits = startLogits
      self.endLogits = endLogits
    }
  }

  /// The pipeline's parameters, by their names there.
  package struct AnswerOptions: Sendable {
    /// How many answers at most (`top_k`).
    package var topK: Int
    /// Tokens of an answer at most (`max_answer_len`).
    package var maximumLength: Int
    /// Whether the empty answer may be given (`handle_impossible_answer`).
    package var allowsNull: Bool
    /// Whether answers are widened to words (`align_to_words`).
    package var alignsToWords: Bool

    /// The pipeline's defaults.
    package init(topK: Int = 1, maximumLength: Int = 15, allowsNull: Bool = false, alignsToWords: Bool = true)
    {
      self.topK = topK
      self.maximumLength = maximumLength
      self.allowsNull = allowsNull
      self.alignsToWords = alignsToWords
    }
  }

  /// An entry of the pipeline's result.
  package struct Answer: Sendable, Equatable {
    /// Summed over all spans with the answer's text: it may exceed 1.
    package var score: Double
    /// The first code point in the context.
    package var start: Int
    /// One past the last code point; where the context comes first, it may lie before `start`.
    package var end: Int
    /// The text of the answer.
    package var text: String
  }

  /// The answers to a question, best first, from its windows in order.
  ///
  /// The pipeline writes one answer as an object and any other number as a list. A window with fewer possible spans
  /// than are asked for adds the class token's span, which is empty and has probability 0.
  package static func answers(in context: CodePoints, windows: [AnswerWindow], options: AnswerOptions)
    -> [Answer]
  {
    var answers: [Answer] = []
    var foldedTexts: [[UInt8]] = []
    var nullScore = 1_000_000.0
    for window in windows where !window.offsets.isEmpty {
      var start = probabilities(window.startLogits, window)
      var end = probabilities(window.endLogits, window)
      nullScore = min(nullScore, Double(start[0] * end[0]))
      start[0] = 0
      end[0] = 0
      let count = options.alignsToWords ? options.topK * 2 + 10 : options.topK
      var spans = bestSpans(start, end, count: count, maximumLength: options.maximumLength)
      // NumPy's partial sort fills up with spans of probability 0, nearly always with this one in front.
      if spans.count < count { spans.append(Span(start: 0, end: 0, score: 0)) }
      for span in spans {
        let range = place(of: span, in: window, options.alignsToWords)
        let text = context.slice(range.start, range.end)
        let folded = folded(text)
        if let known = foldedTexts.firstIndex(of: folded) {
          answers[known].score += Double(span.score)
        } else {
          answers.append(Answer(score: Double(span.score), start: range.start, end: range.end, text: text))
          foldedTexts.append(folded)
        }
      }
    }
    if options.allowsNull { answers.append(Answer(score: nullScore, start: 0, end: 0, text: "")) }
    let sorted = answers.enumerated().sorted {
      $0.element.score > $1.element.score || $0.element.score == $1.element.score && $0.offset < $1.offset
    }
    return sorted.prefix(options.topK).map(\.element)
  }

  private struct Span {
    var start: Int
    var end: Int
    var score: Float
  }

  /// The soft-max over the tokens of the context and the class token; other tokens get next to nothing. Where the context comes
  /// first it is over all tokens.
  private static func probabilities(_ logits: [Float], _ window: AnswerWindow) -> [Float] {
    NumPyFloat.softmax(
      logits.indices.map { index in
        window.contextSequence == 0 || window.sequenceIDs[index] == 1 || window.isClassToken[index]
          ? logits[index] : -10_000
      })
  }

  /// The spans with the largest products of probabilities, largest first; of equal ones the first by start, then end.
  private static func bestSpans(_ start: [Float], _ end: [Float], count: Int, maximumLength: Int) -> [Span] {
    var best: [Span] = []
    for first in start.indices where start[first] > 0 {
      for last in first..<min(first + maximumLength, end.count) {
        let score = start[first] * end[last]
        guard score > 0 else { continue }
        if best.count == count {
          guard score > best[count - 1].score else { continue }
          best.removeLast()
        }
        let place = best.firstIndex { $0.score < score } ?? best.count
        best.insert(Span(start: first, end: last, score: score), at: place)
      }
    }
    return best
  }

  /// The code points of a span, widened to the words at its two ends where both are known (`get_indices`).
  private static func place(
    of span: Span, in window: AnswerWindow, _ alignsToWords: Bool
  ) -> (start: Int, end: Int) {
    if alignsToWords, let first = word(at: span.start, in: window), let last = word(at: span.end, in: window)
    {
      return (first.lowerBound, last.upperBound)
    }
    return (window.offsets[span.start].lowerBound, window.offsets[span.end].upperBound)
  }

  /// The code points of the context's word with the number of the token's word, as far as the window holds it.
  private static func word(at token: Int, in window: AnswerWindow) -> Range<Int>? {
    let word = window.wordIDs[token]
    guard word >= 0 else { return nil }
    let isWord = { (index: Int) in
      window.sequenceIDs[index] == window.contextSequence && window.wordIDs[index] == word
    }
    guard let first = window.wordIDs.indices.first(where: isWord),
      let last = window.wordIDs.indices.last(where: isWord)
    else { return nil }
    let bounds = (window.offsets[first].lowerBound, window.offsets[last].upperBound)
    return bounds.0..<max(bounds.0, bounds.1)
  }

  /// The bytes that two answers must share to be one: lower case, with both small sigmas alike.
  private static func folded(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(scalar.value)
        bytes.append(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte)
      } else {
        bytes += (scalar == "ς" ? "σ" : scalar.properties.lowercaseMapping).utf8
      }
    }
    return bytes
  }
}
