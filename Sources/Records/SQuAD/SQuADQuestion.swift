/// A question of a SQuAD document.
package struct SQuADQuestion: Sendable {
  /// The article's title, where it stands before the paragraphs.
  package let title: String?
  /// Whether the source says that the context does not answer it.
  package let isImpossible: Bool?

  /// A question's surroundings.
  package init(title: String?, isImpossible: Bool?) {
    self.title = title
    self.isImpossible = isImpossible
  }
}
