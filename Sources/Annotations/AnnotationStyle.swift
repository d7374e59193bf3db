/// How annotations are written as JSON.
package struct AnnotationStyle: Sendable, Equatable {
  /// Names and shapes of an annotation's parts.
  package enum Schema: Sendable {
    /// bertrun's own.
    case own
    /// Those of Hugging Face's pipelines.
    case huggingFace
  }

  /// The names and shapes.
  package var schema: Schema
  /// Whether raw scores are written.
  package var logits: Bool

  /// A style.
  package init(schema: Schema = .own, logits: Bool = false) {
    self.schema = schema
    self.logits = logits
  }
}
