/// What an annotation holds, known before the first one is made.
package enum AnnotationKind: Sendable, Equatable, CaseIterable {
  /// One label per word.
  case words
  /// Labelled stretches, entities included.
  case spans
  /// An answer.
  case answer
  /// A class.
  case label
  /// Candidates for masks.
  case masks
  /// One vector or a list of them.
  case vectors
  /// Token ids.
  case tokenization
}

extension Annotation.Value {
  /// The kind of this value.
  package var kind: AnnotationKind {
    switch self {
    case .words: .words
    case .spans, .entities: .spans
    case .answer: .answer
    case .label: .label
    case .masks: .masks
    case .vector, .vectors: .vectors
    case .tokenization, .tokenizations: .tokenization
    }
  }
}
