import JSON

extension RecordFormat {
  /// Cells between tabs.
  package static let tsv: RecordFormat = table(
    "tsv", ["tsv", "tab"], .tsv,
    begins: { opening in
      opening.line { line in line.first != UInt8(ascii: "#") && line.contains(0x09) }
    })

  /// Comma-separated values.
  package static let csv: RecordFormat = table(
    "csv", ["csv"], .csv,
    begins: { TableOpening.isNamed($0, [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|")]) })

  private static func table(
    _ name: String, _ suffixes: [String], _ dialect: TableDialect,
    begins: @escaping @Sendable (Opening) -> Bool?
  ) -> RecordFormat {
    RecordFormat(
      name: name, suffixes: suffixes, begins: begins,
      beginsUnder: { named, opening in
        let delimiters = name == "tsv" ? [0x09] : TableDelimiter.candidates.filter { $0 != 0x09 }
        return named == "text" ? TableOpening.isNamed(opening, delimiters) : false
      },
      reader: { source, plan in
        TableReader(
          source, file: plan.file, dialect: dialect, selection: plan.settings.selection, policy: plan.policy,
          settings: plan.settings.table, gold: plan.gold?.selection)
      },
      writer: { plan in TableWriter(adding: plan.targets, style: plan.style, replace: plan.replace) },
      holdsKind: { _, input in input.name == name }, hasColumns: true, rejectEnd: [0x0A])
  }
}

extension TableRow: HeaderLine {}

extension TableRow: Carrier {
  /// The row.
  package func raw(of record: Record) -> [UInt8] { bytes.withoutLineEnds }

  /// The cells under the names of their columns.
  package var members: [(key: String, json: [UInt8])]? {
    zip(columns.keys, cells.indices).map { key, cell in
      var writer = JSONWriter()
      writer.string(text(cell))
      return (key, writer.bytes)
    }
  }
}
