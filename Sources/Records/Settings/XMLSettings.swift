/// What a user may say about the records of XML documents.
package struct XMLSettings: Sendable {
  /// `--xml-record`: libxml2 patterns of the elements that are records; empty for the preset of the root.
  package var records: [String]
  /// `--xml-skip`: libxml2 patterns of elements that are skipped, beside `note`.
  package var skipped: [String]

  /// Settings; presets where nothing is said.
  package init(records: [String] = [], skipped: [String] = []) {
    self.records = records
    self.skipped = skipped
  }
}
