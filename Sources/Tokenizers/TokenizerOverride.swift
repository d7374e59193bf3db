/// A setting of `tokenizer_config.json`, or a default of the tokenizer's class where that file is silent, that differs from
/// `tokenizer.json` and wins over it.
package struct TokenizerOverride: Equatable, Sendable {
  /// The key in `tokenizer_config.json`, such as `do_lower_case`.
  package let key: String
  /// What `tokenizer.json` says, as JSON.
  package let replaced: String
  /// What holds instead, as JSON.
  package let value: String
  /// Whether it holds as the default of the tokenizer's class, because `tokenizer_config.json` does not have the key.
  package let isDefault: Bool

  /// A setting that won.
  package init(key: String, replaced: String, value: String, isDefault: Bool = false) {
    self.key = key
    self.replaced = replaced
    self.value = value
    self.isDefault = isDefault
  }
}
