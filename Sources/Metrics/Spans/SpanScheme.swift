/// The ways to write spans as one label per word.
package enum SpanScheme: String, Sendable, CaseIterable {
  /// `B-` only between neighbours of one type.
  case iob1
  /// Every span starts with `B-`.
  case iob2
  /// `E-` only between neighbours of one type.
  case ioe1
  /// Every span ends with `E-`.
  case ioe2
  /// `B-` … `E-`, `S-` alone.
  case iobes
  /// `B-` … `L-`, `U-` alone.
  case bilou

  /// The scheme that the prefixes of the labels show; nil where none fits. IOB1 and IOE1 cannot be detected.
  ///
  /// Source: `auto_detect` in seqeval 1.2.2.
  package static func detected(in labels: some Sequence<String>) -> SpanScheme? {
    var prefixes: Set<UInt8> = []
    for label in labels {
      guard let prefix = label.utf8.first, "BIOESUL".utf8.contains(prefix) else { return nil }
      prefixes.insert(prefix)
    }
    let inner = prefixes.subtracting("O".utf8)
    let has = { (prefix: Unicode.Scalar) in inner.contains(UInt8(ascii: prefix)) }
    let isSubset = { (allowed: String) in inner.isSubset(of: allowed.utf8) }
    let single = prefixes.count == 1
    if isSubset("IB"), has("B") { return .iob2 }
    if isSubset("IE"), has("E") { return .ioe2 }
    if isSubset("IBES"), has("B") && has("E") || has("S") && single { return .iobes }
    if isSubset("IBLU"), has("B") && has("L") || has("U") && single { return .bilou }
    return nil
  }
}

/// A span of words.
package struct LabelSpan: Sendable, Hashable {
  /// The words, as places in the sequence.
  package var words: Range<Int>
  /// The type, by number.
  package var type: Int
}
