/// A setting of `tokenizer_config.json` that differs from `tokenizer.json` and wins over it.
package struct TokenizerOverride: Equatable, Sendable {
  /// The key in `tokenizer_config.json`, such as `do_lower_case`.
  package let key: String
  /// What `tokenizer.json` says, as JSON.
  package let replaced: String
  /// What holds instead, as JSON.
  package let value: String

  /// A setting that won.
  package init(key: String, replaced: String, value: String) {
    self.key = key
    self.replaced = replaced
    self.value = value
  }
}
