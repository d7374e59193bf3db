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
    beginsUnder: { named, opening in
      named == "columns" || named == "text" ? opening.beginsWithCoNLLUWord : false
    },
    reader: { source, plan throws(RecordsError) in
      let gold = plan.gold?.column
      if let gold, gold.ofCoNLLU == nil { throw noColumn(gold) }
      return CoNLLUReader(
        source, file: plan.file, input: plan.gold?.sentences ?? .words, gold: gold?.ofCoNLLU,
        kept: plan.policy.replace ? [] : plan.policy.columns.compactMap(\.ofCoNLLU))
    },
    writer: { plan in CoNLLUWriter(columns: plan.targets.map { ($0.key, $0.column.ofCoNLLU ?? .upos) }) },
    holdsKind: { kind, _ in kind == .words }, isTarget: true, rejectEnd: [0x0A, 0x0A],
    crowded: { targets in
      for (place, target) in targets.enumerated() {
        let others = targets[..<place].filter { $0.column == target.column }.map(\.key)
        if !others.isEmpty { return others + [target.key] }
      }
      return nil
    }, lacks: { targets in targets.first { $0.column.ofCoNLLU == nil }.map { noColumn($0.column) } })

  private static func noColumn(_ column: CoNLLUColumn) -> RecordsError {
    .noColumn(name: column.name, count: 5, names: ["upos", "xpos", "misc:KEY"])
  }
}

extension Opening {
  /// Whether the first line that is not a comment is a word of CoNLL-U; nil while that is not known.
  fileprivate var beginsWithCoNLLUWord: Bool? {
    guard utf16 == nil else { return false }
    var rest = content
    while let feed = rest.firstIndex(of: 0x0A) {
      let line = rest[..<feed]
      if line.first != UInt8(ascii: "#"), line.contains(where: { $0 > 0x20 }) {
        return line.count { $0 == 0x09 } == 9 && (line.first.map { $0 &- 0x30 < 10 } ?? false)
      }
      rest = rest[(feed + 1)...]
    }
    return isWhole ? false : nil
  }
}

extension CoNLLUSentence: Carrier {
  /// The sentence's lines.
  package func raw(of record: Record) -> [UInt8] { bytes.withoutLineEnds }
}
