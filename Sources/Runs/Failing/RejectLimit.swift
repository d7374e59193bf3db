import Foundation

/// How many of a run's records may be rejected for it to be a success.
package enum RejectLimit: Sendable, Equatable {
  /// So many; one more ends the run.
  case count(Int)
  /// So many of a hundred, which is known at the end.
  case percent(Double)

  /// The share where none is asked for, and the number of records from which on it counts.
  package static let standard = (percent: 50.0, records: 20)

  /// Reads `100` or `5%`.
  package init?(_ text: String) {
    guard text.hasSuffix("%") else {
      guard let count = Int(text), count >= 0 else { return nil }
      self = .count(count)
      return
    }
    guard let percent = Double(text.dropLast()), (0...100).contains(percent) else { return nil }
    self = .percent(percent)
  }

  /// The limit as it is written.
  package var text: String {
    switch self {
    case .count(let count): "\(count)"
    case .percent(let percent): "\(percent.formatted(.number.grouping(.never)))%"
    }
  }
}

/// How a run's rejects are judged at its end.
package enum RejectVerdict: Equatable {
  /// Few enough, or none.
  case fewEnough
  /// Every record was rejected.
  case allRejected
  /// More than this share was rejected.
  case overShare(Double)

  /// The verdict over so many records that were annotated and so many that were not.
  package init(records: Int, rejects: Int, limit: RejectLimit?) {
    self = .fewEnough
    guard rejects > 0 else { return }
    if records == 0 {
      self = .allRejected
      return
    }
    let total = records + rejects
    let percent: Double
    switch limit {
    case .count: return
    case .percent(let asked): percent = asked
    case nil:
      guard total >= RejectLimit.standard.records else { return }
      percent = RejectLimit.standard.percent
    }
    if Double(rejects) * 100 > percent * Double(total) { self = .overShare(percent) }
  }
}
