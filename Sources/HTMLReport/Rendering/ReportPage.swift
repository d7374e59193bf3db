import Faults
import Foundation
import JSON
import Reporting
import Runs

/// What the template of a report is filled with: words, not numbers; nothing of it is escaped yet.
struct ReportPage {
  /// Something to be known at a glance.
  struct Fact {
    let name: String
    let value: String
    var note: String?
  }

  /// Something that is not as it should be.
  struct Notice {
    let words: String
    let hasDetails: Bool
    let details: [String]
    /// What makes it red: the run was no success.
    let isFailure: Bool

    /// Something in words, and particulars.
    init(words: String, details: [String] = [], isFailure: Bool = false) {
      self.words = words
      self.isFailure = isFailure
      self.details = details
      // The template sees stored members alone.
      hasDetails = !details.isEmpty
    }
  }

  /// A link to a section.
  struct Link {
    let anchor: String
    let heading: String
  }

  /// An output.
  struct File {
    let name: String
    let format: String
    let count: String
  }

  let title: String
  let subtitle: String
  let version = Version.number
  let made: String
  let style = ReportStyle.text
  let overview: [Fact]
  let notices: [Notice]
  let navigation: [Link]
  let hasNavigation: Bool
  let sections: [KeySection]
  let rejects: [RejectSection]
  let statistics: [StatisticsSection]
  let hasFiles: Bool
  let files: [File]

  /// The page of what was found, made at a time.
  init(_ findings: ReportFindings, made: Date, failures: [String]) {
    let names = findings.files.map(\.name)
    title =
      names.count == 1
      ? "Report of \(names[0])" : "Report of \(Phrase.count(names.count, "output"))"
    self.made = made.formatted(.iso8601)
    let sections = findings.keys.enumerated().map {
      KeySection($1, anchor: "key-\($0 + 1)", of: findings.records)
    }
    let rejects = findings.rejects.enumerated().map {
      RejectSection($1, anchor: "rejects-\($0 + 1)")
    }
    let statistics = findings.statistics.enumerated().map {
      StatisticsSection($1, anchor: "run-\($0 + 1)")
    }
    self.sections = sections
    self.rejects = rejects
    self.statistics = statistics
    hasFiles = names.count > 1
    files = findings.files.map {
      File(name: $0.name, format: $0.format, count: ReportNumbers.count($0.records))
    }
    navigation =
      sections.map { Link(anchor: $0.anchor, heading: $0.key) }
      + rejects.map { Link(anchor: $0.anchor, heading: "Rejects") }
      + statistics.map { Link(anchor: $0.anchor, heading: "Run") }
      + (hasFiles ? [Link(anchor: "outputs", heading: "Outputs")] : [])
    hasNavigation = navigation.count > 1
    subtitle = Self.subtitle(findings)
    overview = Self.overview(findings)
    notices = Self.notices(findings, failures)
  }

  private static func subtitle(_ findings: ReportFindings) -> String {
    let keys = findings.keys.count
    if keys > 0 { return "\(Phrase.count(keys, "annotation")) in \(formats(findings))" }
    return findings.records == 0 ? "There are no records." : formats(findings)
  }

  private static func formats(_ findings: ReportFindings) -> String {
    var names: [String] = []
    for file in findings.files where !names.contains(file.format) { names.append(file.format) }
    return names.joined(separator: ", ")
  }

  private static func overview(_ findings: ReportFindings) -> [Fact] {
    var facts = [Fact(name: "Records", value: ReportNumbers.count(findings.records))]
    if findings.files.count > 1 {
      facts.append(Fact(name: "Outputs", value: ReportNumbers.count(findings.files.count)))
    }
    if !findings.rejects.isEmpty {
      let rejects = findings.rejects.reduce(0) { $0 + $1.count }
      facts.append(
        Fact(
          name: "Rejects", value: ReportNumbers.count(rejects),
          note: rejects > 0 ? ReportNumbers.share(rejects, of: findings.records + rejects) : nil))
    }
    if findings.unreadable.count > 0 {
      facts.append(
        Fact(name: "Not readable", value: ReportNumbers.count(findings.unreadable.count)))
    }
    if let run = findings.statistics.first?.object, findings.statistics.count == 1 {
      if let rate = run["tokens_per_second"]?.double, rate.isFinite, abs(rate) < 1e15 {
        facts.append(
          Fact(name: "Speed", value: ReportNumbers.count(Int(rate.rounded())), note: "tokens/s"))
      }
      if let precision = run["precision"]?.string, let set = run["instruction_set"]?.string {
        facts.append(Fact(name: "Precision", value: precision, note: set))
      }
    }
    return facts
  }

  /// That a run was no success, by what its statistics say, or by the share of its rejects.
  private static func runFailures(_ findings: ReportFindings) -> [Notice] {
    let rejects = findings.rejects.reduce(0) { $0 + $1.count }
    var notices = findings.statistics.compactMap { table -> Notice? in
      guard let status = table.object["exit_status"]?.int, table.object["success"]?.bool == false else {
        return nil
      }
      let why = status == Int(ExitStatus.tooManyRejects.rawValue) ? ": too many records were rejected" : ""
      return Notice(
        words: "The run of \(table.file) was no success\(why). It exited with \(status).", isFailure: true)
    }
    let verdict = RejectVerdict(records: findings.records, rejects: rejects, limit: nil)
    if notices.isEmpty, verdict != .fewEnough {
      notices.append(
        Notice(
          words: findings.records == 0
            ? "Nothing was annotated: every record was rejected."
            : "Most records were rejected: \(ReportNumbers.share(rejects, of: findings.records + rejects)).",
          isFailure: true))
    }
    return notices
  }

  private static func notices(_ findings: ReportFindings, _ failures: [String]) -> [Notice] {
    var notices = runFailures(findings) + failures.map { Notice(words: $0) }
    if findings.unreadable.count > 0 {
      let (count, messages) = (findings.unreadable.count, findings.unreadable.messages)
      notices.append(
        Notice(
          words:
            "\(ReportNumbers.count(count, "record")) could not be read and \(count == 1 ? "is" : "are") not counted"
            + (count > messages.count ? "; the first ones:" : ":"), details: messages))
    }
    if findings.surplusKeys > 0 {
      notices.append(
        Notice(
          words: "\(ReportNumbers.count(findings.surplusKeys, "more key")) with annotations "
            + "\(findings.surplusKeys == 1 ? "has" : "have") no section; name those to show with --key."
        ))
    }
    return notices
  }
}
