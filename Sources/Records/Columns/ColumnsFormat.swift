extension RecordFormat {
  /// Column files: a word with its labels on each line, a blank line between sentences (CoNLL-2000 to 2012, BIO and IOB files,
  /// GermEval, HIPE, CoNLL-U Plus), or a sentence on each line with bars (spaCy's `.iob`).
  package static let columns: RecordFormat = RecordFormat(
    name: "columns",
    suffixes: ["bio", "bio2", "iob", "iob2", "bioes", "iobes", "bilou", "conll", "conllup", "conllx"],
    ownSuffix: "conll", begins: ColumnSniffer.begins,
    beginsUnder: { named, opening in
      named == "text" || named == "tsv" ? ColumnSniffer.begins(opening) : false
    },
    reader: { source, plan in
      ColumnReader(
        source, file: plan.file, settings: plan.settings, policy: plan.policy, gold: plan.gold)
    },
    writer: { plan in ColumnWriter(plan.targets) },
    holdsKind: { kind, input in
      kind == .words || (kind == .spans && (input == .columns || input == .conllu))
    }, isTarget: true, hasColumns: true, rejectEnd: [0x0A, 0x0A],
    crowded: { targets in
      for (place, target) in targets.enumerated() {
        guard case .column = target.column else { continue }
        let others = targets[..<place].filter { $0.column == target.column }.map(\.key)
        if !others.isEmpty { return others + [target.key] }
      }
      return nil
    })
}
