/// What a user may say about the records of XML documents.
package struct XMLSettings: Sendable {
  /// `--xml-record`: libxml2 patterns of the elements that are records; empty for the preset of the root.
  package var records: [String]
  /// `--xml-skip`: libxml2 patterns of elements that are left alone, beside `note`.
  package var skipped: [String]

  /// Settings; presets where nothing is said.
  package init(records: [String] = [], skipped: [String] = []) {
    self.records = records
    self.skipped = skipped
  }

  /// The first pattern that libxml2 cannot match while it streams, for a usage error before any file is read.
  /// Whether prefixes are declared only a document tells.
  package var badPattern: String? {
    (records + skipped).first { pattern in
      let prefixes = pattern.split { !$0.isLetter && !$0.isNumber && !"_-.:".contains($0) }
        .compactMap { $0.contains(":") ? $0.prefix { $0 != ":" } : nil }
      let namespaces = prefixes.map { XMLNamespace(prefix: Array($0.utf8), name: [UInt8(ascii: "x")]) }
      return LibXML2Pattern(pattern, defaultNamespace: nil, namespaces: namespaces) == nil
    }
  }
}
