extension RecordFormat {
  /// XML documents, whose records are elements.
  package static let xml: RecordFormat = RecordFormat(
    name: "xml", suffixes: ["xml", "tei"],
    begins: { opening in
      if let bigEndian = opening.utf16 { return isXML(opening.bytes, bigEndian: bigEndian) }
      return opening.content.first.map { $0 == UInt8(ascii: "<") }
    },
    reader: { source, plan throws(RecordsError) in
      try XMLRecordReader(
        source, file: plan.file, plan.settings.xml, selection: plan.settings.selection, policy: plan.policy,
        gold: plan.gold?.selection)
    },
    writer: { plan in XMLRecordWriter(replace: plan.replace) },
    holdsKind: { kind, input in input == .xml && [.words, .spans, .answer, .label].contains(kind) })

  private static func isXML(_ bytes: [UInt8], bigEndian: Bool) -> Bool {
    let hasMark = bytes[0] >= 0xFE || bytes[1] >= 0xFE
    let low = (hasMark ? 2 : 0) + (bigEndian ? 1 : 0)
    return low < bytes.count && bytes[low] == UInt8(ascii: "<")
  }
}

extension XMLRecord: Carrier {
  /// The element.
  package func raw(of record: Record) -> [UInt8] { bytes }
  /// The element as it was: it stays in its document.
  package var remains: [UInt8] { bytes }
}
