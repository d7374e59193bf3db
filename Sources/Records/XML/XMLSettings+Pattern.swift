extension XMLSettings {
  /// The first pattern that libxml2 cannot match while it streams, for a usage error before any file is read.
  /// Whether prefixes are declared is only known from a document.
  package var badPattern: String? {
    (records + skipped).first { pattern in
      let prefixes = pattern.split { !$0.isLetter && !$0.isNumber && !"_-.:".contains($0) }
        .compactMap { $0.contains(":") ? $0.prefix { $0 != ":" } : nil }
      let namespaces = prefixes.map { XMLNamespace(prefix: Array($0.utf8), name: [UInt8(ascii: "x")]) }
      return LibXML2Pattern(pattern, defaultNamespace: nil, namespaces: namespaces) == nil
    }
  }
}
