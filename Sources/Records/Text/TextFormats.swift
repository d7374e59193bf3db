extension RecordFormat {
  /// Plain text: one record per line or paragraph.
  package static let text: RecordFormat = RecordFormat(
    name: "text", suffixes: ["txt", "text"],
    // What is nothing else is text.
    begins: { opening in opening.utf16 != nil ? true : opening.line { _ in true } },
    reader: { source, plan in
      TextReader(
        source, file: plan.file, size: plan.settings.unit, shape: plan.settings.selection.shape)
    },
    writer: { plan in JSONLinesWriter(plan.style, replace: plan.replace, passesVerbatim: false) },
    holdsKind: { _, _ in false }, usualOutput: { .jsonl }, joins: true, rejectEnd: [0x0A])

  /// Words with their labels: `Where_ADV is_AUX`.
  package static let words: RecordFormat = RecordFormat(
    name: "words", ownSuffix: "txt", writer: { plan in WordsWriter(passesVerbatim: plan.input == .text) },
    holdsKind: { kind, _ in kind == .words }, joins: true, isTarget: true,
    crowded: { targets in targets.count > 1 ? targets.map(\.key) : nil })
}

extension TextUnit: Carrier {
  /// The line or paragraph.
  package func raw(of record: Record) -> [UInt8] { bytes.withoutLineEnds }
}
