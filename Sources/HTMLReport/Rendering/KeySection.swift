/// The section of one key.
struct KeySection {
  /// How often labels were given.
  struct Distribution {
    /// A label.
    struct Row {
      let label: String
      let look: String
      let width: String
      let count: String
      let share: String
      let mean: String
    }

    let caption: String
    let rows: [Row]
    let hasMeans: Bool
    let rest: String?
  }

  /// Labels that get a row of their own.
  private static let rowLimit = 40

  let anchor: String
  let key: String
  let what: String
  let facts: [ReportPage.Fact]
  let distribution: Distribution?
  let histogram: HistogramDrawing?
  let hasSamples: Bool
  let samplesHeading: String
  let samplesExplanation: String
  let samples: [SampleBox]

  /// The section of what was found under a key, of so many records in all.
  init(_ findings: KeyFindings, anchor: String, of records: Int) {
    self.anchor = anchor
    key = findings.key
    let noun = findings.noun
    what = findings.what
    facts = Self.facts(findings, of: records)
    let looks = LabelLooks(findings.labels)
    distribution = Self.distribution(findings, looks)
    let confidence = findings.confidence
    histogram = confidence.count > 0 ? HistogramDrawing(confidence, noun: noun) : nil
    let samples = findings.samples.sorted
    self.samples = samples.map { SampleBox($0, looks) }
    hasSamples = !samples.isEmpty
    let isScored = confidence.count > 0
    samplesHeading = isScored ? "Least certain" : "First records"
    samplesExplanation = Self.explanation(findings.kind, isScored: isScored, count: samples.count)
  }

  private static func explanation(_ kind: KeyFindings.Kind, isScored: Bool, count: Int) -> String {
    guard isScored else {
      return "These records hold no scores to go by, so the first ones are shown."
    }
    let records = count == 1 ? "record" : "\(count) records"
    return switch kind {
    case .tags:
      "The \(records) with the least sure word, which is framed. A word's score follows its label where it is below 0.9."
    case .answers:
      "The \(records) whose answers have the lowest scores; the answer is marked in its context."
    case .labels: "The \(records) whose classes have the lowest scores."
    case .masks:
      "The \(records) with the least sure mask; the best tokens for each are listed below."
    }
  }

  private static func facts(_ findings: KeyFindings, of records: Int) -> [ReportPage.Fact] {
    var facts: [ReportPage.Fact] = []
    func add(_ name: String, _ number: Int, of whole: Int? = nil) {
      facts.append(
        ReportPage.Fact(
          name: name, value: ReportNumbers.count(number),
          note: whole.map { ReportNumbers.share(number, of: $0) }))
    }
    add("Records", findings.records, of: findings.records == records ? nil : records)
    switch findings.kind {
    case .tags: add("Labelled", findings.units)
    case .answers:
      add("Answered", findings.units - findings.nullAnswers, of: findings.units)
      add("No answer", findings.nullAnswers, of: findings.units)
    case .labels: break
    case .masks: add("Masks", findings.units)
    }
    if findings.kind != .answers { add("Different labels", findings.labels.entries.count) }
    if let median = findings.confidence.quantile(0.5) {
      facts.append(ReportPage.Fact(name: "Median score", value: ReportNumbers.score(median)))
      add("Below 0.5", findings.confidence.count(below: 0.5), of: findings.confidence.count)
    }
    let outside = findings.confidence.outside
    if outside.count > 0 {
      let range = "\(ReportNumbers.score(outside.least)) to \(ReportNumbers.score(outside.largest))"
      facts.append(
        ReportPage.Fact(
          name: "No probabilities", value: ReportNumbers.count(outside.count), note: range))
    }
    for (name, number) in [
      ("Empty", findings.emptyRecords), ("Words without a label", findings.unlabelled),
      ("Read in windows", findings.windowedRecords), ("Cut off", findings.truncatedRecords),
      ("Other shape", findings.misfits),
    ] where number > 0 { add(name, number) }
    return facts
  }

  private static func distribution(_ findings: KeyFindings, _ looks: LabelLooks) -> Distribution? {
    let all = findings.labels.sorted
    guard !all.isEmpty else { return nil }
    let total = findings.labels.total
    let largest = all[0].entry.count
    let hasMeans = findings.confidence.count > 0
    let rows = all.prefix(rowLimit).map { label, entry in
      Distribution.Row(
        label: cut(label), look: looks.look(of: label),
        width: "\(Double(entry.count * 1000 / largest) / 10)",
        count: ReportNumbers.count(entry.count),
        share: ReportNumbers.share(entry.count, of: total),
        mean: entry.mean.map(ReportNumbers.score) ?? "–")
    }
    let more = all.dropFirst(rowLimit)
    let restCount = more.reduce(findings.labels.others.count) { $0 + $1.entry.count }
    let kinds = more.count
    return Distribution(
      caption: findings.kind == .masks ? "Best tokens" : "Labels", rows: Array(rows),
      hasMeans: hasMeans,
      rest: restCount > 0
        ? "\(findings.labels.others.count > 0 ? "More than " : "")\(ReportNumbers.count(kinds, "more label")), "
          + "\(ReportNumbers.share(restCount, of: total)) of all" : nil)
  }
}

/// A label that is shown in a table.
private func cut(_ label: String) -> String {
  let scalars = label.unicodeScalars
  guard let end = scalars.index(scalars.startIndex, offsetBy: 60, limitedBy: scalars.endIndex),
    end < scalars.endIndex
  else { return label }
  return String(scalars[..<end]) + " …"
}

extension KeyFindings {
  /// What has a score.
  fileprivate var noun: String {
    switch kind {
    case .tags: "label"
    case .answers: "answer"
    case .labels: "class"
    case .masks: "mask"
    }
  }

  /// What the section is about.
  fileprivate var what: String {
    switch kind {
    case .tags: "labels in texts"
    case .answers: "answers to questions"
    case .labels: "classes of records"
    case .masks: "tokens for masks"
    }
  }
}
