/// How often each label was given, and how surely.
struct LabelCounts: Sendable {
  /// Labels that are counted apart; a model has fewer.
  static let limit = 10_000

  /// A label's sums.
  struct Entry: Sendable, Equatable {
    var count = 0
    var sum = 0.0
    var scored = 0

    /// The mean score; nil where none has one.
    var mean: Double? { scored > 0 ? sum / Double(scored) : nil }
  }

  /// The labels.
  private(set) var entries: [String: Entry] = [:]
  /// All labels beyond the limit.
  private(set) var others = Entry()

  /// Counts a label; `score` is nil where there is none.
  mutating func add(_ label: String, _ score: Double?) {
    if entries[label] == nil, entries.count >= Self.limit {
      Self.add(score, to: &others)
    } else {
      Self.add(score, to: &entries[label, default: Entry()])
    }
  }

  /// All labels, the most frequent first, those of one count by name.
  var sorted: [(label: String, entry: Entry)] {
    entries.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
      ($0.key, $0.value)
    }
  }

  /// All labels that were counted.
  var total: Int { entries.values.reduce(others.count) { $0 + $1.count } }

  private static func add(_ score: Double?, to entry: inout Entry) {
    entry.count += 1
    guard let score, score.isFinite else { return }
    entry.sum += score
    entry.scored += 1
  }
}
