extension RecordFormat {
  private static let commentKeys = ["sent_id", "text", "newdoc", "newpar", "global."]

  /// CoNLL-U, one sentence per record.
  package static let conllu: RecordFormat = RecordFormat(
    name: "conllu", suffixes: ["conllu"],
    begins: { opening in
      opening.line { line in
        if line.first == UInt8(ascii: "#") {
          let rest = line.dropFirst().drop { $0 == 0x20 }
          return commentKeys.contains { rest.starts(with: $0.utf8) }
        }
        return line.count { $0 == 0x09 } == 9 && line.first.map { $0 &- 0x30 < 10 } ?? false
      }
    },
    reader: { source, plan in
      CoNLLUReader(
        source, file: plan.file, input: plan.gold?.sentences ?? .words, gold: plan.gold?.column)
    },
    writer: { plan in CoNLLUWriter(columns: plan.targets.map { ($0.key, $0.column) }) },
    holdsKind: { kind, _ in kind == .words }, isTarget: true, rejectEnd: [0x0A, 0x0A],
    crowded: { targets in
      for (place, target) in targets.enumerated() {
        let others = targets[..<place].filter { $0.column == target.column }.map(\.key)
        if !others.isEmpty { return others + [target.key] }
      }
      return nil
    })
}

extension CoNLLUSentence: Carrier {
  /// The sentence's lines.
  package func raw(of record: Record) -> [UInt8] { bytes.withoutLineEnds }
}
