extension XMLSettings {
  /// The first pattern that is none, for a usage error before any file is read.
  package var badPattern: String? { (records + skipped).first { XMLPattern($0, namespace: nil) == nil } }
}
