import Annotations
import Metrics
import Records

/// What a model, or a file, predicts for one record.
enum Prediction: Sendable, Equatable {
  /// One label per word, and where the words are in code points, where that is known.
  case tags([String?], places: [Range<Int>]?)
  /// Labelled stretches, in code points.
  case spans([PlacedTag])
  /// An answer, empty for none, and how much better no answer is, where that is known.
  case answer(String, nullScore: Double?)
  /// A class.
  case label(String)
  /// A regression's value.
  case number(Double)

  /// What a task found; nil for annotations that have no gold.
  init?(_ annotation: Annotation, isRegression: Bool) {
    switch annotation.value {
    case .words(let words):
      let places = words.compactMap { $0.span.map { $0.start..<$0.end } }
      self = .tags(words.map(\.label), places: places.count == words.count ? places : nil)
    case .spans(let spans):
      self = .spans(spans.map { PlacedTag(range: $0.span.start..<$0.span.end, label: $0.label) })
    case .answer(let answer):
      self = .answer(answer.best.text, nullScore: Double(answer.nullOdds))
    case .label(let label):
      self = isRegression ? .number(Double(label.score)) : .label(label.label)
    case .entities, .masks, .vector, .vectors, .tokenization, .tokenizations: return nil
    }
  }

  /// The labels of words with their places; words without a label are left out. Nil where places are not known.
  var placed: [PlacedTag]? {
    switch self {
    case .spans(let spans): return spans
    case .tags(let labels, let places?):
      return zip(labels, places).compactMap { label, place in
        label.map { PlacedTag(range: place, label: $0) }
      }
    case .tags, .answer, .label, .number: return nil
    }
  }
}
