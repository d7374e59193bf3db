/// The section of a rejects file.
struct RejectSection {
  /// One code.
  struct Code {
    let code: String
    let number: String
    let examples: [Example]
  }

  /// A record that was set aside.
  struct Example {
    let place: String
    let message: String
    let hasRaw: Bool
    let raw: String
  }

  let anchor: String
  let what: String
  let codes: [Code]
  let strangers: String?

  /// The section of what a file holds.
  init(_ findings: RejectFindings, anchor: String) {
    self.anchor = anchor
    what = "\(ReportNumbers.count(findings.count, "record")) in \(findings.file)"
    codes = findings.sorted.map { code in
      Code(
        code: code.code, number: ReportNumbers.count(code.count, "record"),
        examples: code.examples.map { example in
          let place = [example.file, example.line.map(String.init)].compactMap(\.self).joined(
            separator: ":")
          return Example(
            place: place.isEmpty ? "" : place + ": ", message: example.message,
            hasRaw: example.raw != nil,
            raw: example.raw ?? "")
        })
    }
    strangers =
      findings.strangers > 0
      ? "\(ReportNumbers.count(findings.strangers, "line")) of it hold no reject." : nil
  }
}

/// The section of a run's statistics.
struct StatisticsSection {
  /// A name and a value.
  struct Entry {
    let name: String
    let value: String
  }

  let anchor: String
  let what: String
  let entries: [Entry]

  /// The section of a statistics file.
  init(_ table: StatisticsTable, anchor: String) {
    self.anchor = anchor
    what = "statistics in \(table.file)"
    entries = table.rows.map { Entry(name: $0.name, value: $0.value) }
  }
}
