/// What happens to texts over the model's limit.
package enum LongText: String, Sendable, CaseIterable {
  /// They are cut, longest first, and the record says so.
  case truncate
  /// The logits of the windows of the longer text are averaged.
  case mean
}
