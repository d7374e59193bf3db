/// An annotation and the key that it goes under.
package struct KeyedAnnotation: Sendable {
  /// The key, such as `tag`.
  package var key: String
  /// What was found.
  package var annotation: Annotation

  /// An annotation under a key.
  package init(_ key: String, _ annotation: Annotation) {
    self.key = key
    self.annotation = annotation
  }
}

/// What a task found out about one record.
package struct Annotation: Sendable, Equatable {
  /// The finding.
  package var value: Value
  /// Into how many windows the record was cut, when more than one.
  package var windows: Int?
  /// How many tokens the record has, when part of them was cut off.
  package var truncatedTokens: Int?

  /// An annotation.
  package init(_ value: Value, windows: Int? = nil, truncatedTokens: Int? = nil) {
    self.value = value
    self.windows = windows
    self.truncatedTokens = truncatedTokens
  }

  /// The findings of the tasks.
  package enum Value: Sendable, Equatable {
    /// A label a word.
    case words([WordAnnotation])
    /// Labelled stretches of the text.
    case spans([SpanAnnotation])
    /// Tokens or groups of tokens as Hugging Face's pipeline gives them (`--aggregate`).
    case entities([EntityAnnotation])
    /// An answer to a question.
    case answer(AnswerAnnotation)
    /// A class.
    case label(LabelAnnotation)
    /// What could stand at each mask.
    case masks([MaskAnnotation])
    /// One vector.
    case vector([Float])
    /// A vector a token.
    case vectors([[Float]])
    /// The token ids of a text that is one window.
    case tokenization(Tokenization)
    /// The token ids of a text, window by window.
    case tokenizations([Tokenization])
  }
}

/// A stretch of a field's text.
package struct TextSpan: Sendable, Equatable, Hashable {
  /// UTF-8 bytes of the field.
  package var bytes: Range<Int>
  /// The start in the unit that was asked for (code points unless told otherwise).
  package var start: Int
  /// The end, exclusive, in that unit.
  package var end: Int

  /// A stretch of text.
  package init(bytes: Range<Int>, start: Int, end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
  }
}

/// A word and its label.
package struct WordAnnotation: Sendable, Equatable {
  /// The word as it stands in the text.
  package var text: String
  /// Where it stands; nil when the record came as words.
  package var span: TextSpan?
  /// The label; nil when the word has no piece that the model could read.
  package var label: String?
  /// The label's probability; 0 without a label.
  package var score: Float
  /// Raw scores in the order of the labels, when asked for.
  package var logits: [Float]?

  /// A word and its label.
  package init(text: String, span: TextSpan?, label: String?, score: Float, logits: [Float]? = nil) {
    self.text = text
    self.span = span
    self.label = label
    self.score = score
    self.logits = logits
  }
}

/// A labelled stretch of the text, such as a name.
package struct SpanAnnotation: Sendable, Equatable {
  /// The text of the stretch.
  package var text: String
  /// Where it stands.
  package var span: TextSpan
  /// The type, without prefix.
  package var label: String
  /// The mean of its words' probabilities.
  package var score: Float

  /// A labelled stretch.
  package init(text: String, span: TextSpan, label: String, score: Float) {
    self.text = text
    self.span = span
    self.label = label
    self.score = score
  }
}

/// An entity as Hugging Face's token-classification pipeline gives it.
package struct EntityAnnotation: Sendable, Equatable {
  /// The label: with prefix for a token (`entity`), without for a group (`entity_group`).
  package var label: String
  /// Whether it is a group of tokens.
  package var isGroup: Bool
  /// The probability.
  package var score: Float
  /// The token's place in its window; groups have none.
  package var index: Int?
  /// The tokens, decoded.
  package var word: String
  /// Where it stands.
  package var span: TextSpan?

  /// An entity.
  package init(label: String, isGroup: Bool, score: Float, index: Int?, word: String, span: TextSpan?) {
    self.label = label
    self.isGroup = isGroup
    self.score = score
    self.index = index
    self.word = word
    self.span = span
  }
}

/// One span of the context that may answer the question.
package struct AnswerCandidate: Sendable, Equatable {
  /// The answer's text; empty for the null answer.
  package var text: String
  /// Where it stands in the context; 0..<0 for the null answer.
  package var span: TextSpan
  /// The probability over all spans of the record and the null.
  package var score: Float
  /// The raw score of its first token.
  package var startLogit: Float
  /// The raw score of its last token.
  package var endLogit: Float

  /// A span that may answer the question.
  package init(text: String, span: TextSpan, score: Float, startLogit: Float, endLogit: Float) {
    self.text = text
    self.span = span
    self.score = score
    self.startLogit = startLogit
    self.endLogit = endLogit
  }
}

/// The answer to a question.
package struct AnswerAnnotation: Sendable, Equatable {
  /// The answer given: the best span, or the null answer.
  package var best: AnswerCandidate
  /// The probability that there is no answer.
  package var nullScore: Float
  /// The null's start + end logit: the least over the record's windows.
  package var nullLogit: Float
  /// The null's logit minus that of the best span, whichever of the two was given.
  package var nullOdds: Float
  /// The best candidates, best first, when more than one was asked for.
  package var alternatives: [AnswerCandidate]?

  /// An answer.
  package init(
    best: AnswerCandidate, nullScore: Float, nullLogit: Float, nullOdds: Float,
    alternatives: [AnswerCandidate]? = nil
  ) {
    self.best = best
    self.nullScore = nullScore
    self.nullLogit = nullLogit
    self.nullOdds = nullOdds
    self.alternatives = alternatives
  }
}

/// A class of a text or of two; also what `nsp` says.
package struct LabelAnnotation: Sendable, Equatable {
  /// The best label.
  package var label: String
  /// Its probability, or the raw value of a regression.
  package var score: Float
  /// The best labels, best first, when more than one was asked for.
  package var scores: [LabelScore]?
  /// Raw scores in the order of the labels, when asked for.
  package var logits: [Float]?
  /// The place of the label among the record's own choices, where it has some.
  package var index: Int?
  /// The text whose labels these are, when Hugging Face's shape of zero-shot labels was asked for.
  package var sequence: String?

  /// A class.
  package init(label: String, score: Float, scores: [LabelScore]? = nil, logits: [Float]? = nil) {
    self.label = label
    self.score = score
    self.scores = scores
    self.logits = logits
  }
}

/// A label and its probability.
package struct LabelScore: Sendable, Equatable {
  /// The label.
  package var label: String
  /// Its probability.
  package var score: Float

  /// A label and its probability.
  package init(label: String, score: Float) {
    self.label = label
    self.score = score
  }
}

/// What could stand at one mask.
package struct MaskAnnotation: Sendable, Equatable {
  /// Where the mask stands.
  package var span: TextSpan
  /// The best tokens, best first.
  package var candidates: [MaskCandidate]

  /// What could stand at a mask.
  package init(span: TextSpan, candidates: [MaskCandidate]) {
    self.span = span
    self.candidates = candidates
  }
}

/// A token that could stand at a mask.
package struct MaskCandidate: Sendable, Equatable {
  /// The token as the vocabulary spells it.
  package var token: String
  /// The token's id.
  package var id: Int
  /// The token as text.
  package var text: String
  /// Its probability.
  package var score: Float
  /// Its raw score.
  package var logit: Float
  /// The whole text with this token at the mask, when Hugging Face's shape was asked for.
  package var sequence: String?

  /// A token that could stand at a mask.
  package init(token: String, id: Int, text: String, score: Float, logit: Float, sequence: String? = nil) {
    self.token = token
    self.id = id
    self.text = text
    self.score = score
    self.logit = logit
    self.sequence = sequence
  }
}

/// The tokens of one window, a list an aspect; all lists have the same count.
package struct Tokenization: Sendable, Equatable {
  /// The tokens as the vocabulary spells them.
  package var tokens: [String] = []
  /// Their ids.
  package var ids: [Int32] = []
  /// Their segments.
  package var typeIDs: [Int32] = []
  /// Where they stand, in the unit that was asked for; 0 and 0 for specials.
  package var starts: [Int] = []
  /// Their ends, exclusive.
  package var ends: [Int] = []
  /// Their words, from 0 in each text; -1 for specials.
  package var wordIDs: [Int32] = []
  /// Their texts (0 or 1); -1 for specials.
  package var sequenceIDs: [Int32] = []
  /// Whether they are specials.
  package var special: [Bool] = []

  /// No tokens.
  package init() {}
}
