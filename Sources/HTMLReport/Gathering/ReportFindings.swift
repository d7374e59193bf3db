/// All that a report shows of its outputs; memory stays within a bound, whatever their size.
struct ReportFindings: Sendable {
  /// Keys that get a section; what lies beyond is counted.
  static let keyLimit = 24

  /// One output.
  struct File: Sendable, Equatable {
    var name: String
    /// The format's name.
    var format: String
    var records = 0
  }

  /// A record that could not be read.
  struct Unreadable: Sendable, Equatable {
    var count = 0
    /// The first ones, in words.
    var messages: [String] = []
  }

  /// The outputs, in order.
  private(set) var files: [File] = []
  /// What was found, a key each, in the order in which they were met.
  private(set) var keys: [KeyFindings] = []
  /// Keys beyond the limit.
  private(set) var surplusKeys = 0
  /// Records that could not be read.
  private(set) var unreadable = Unreadable()
  /// What was set aside.
  var rejects: [RejectFindings] = []
  /// Statistics of runs.
  var statistics: [StatisticsTable] = []

  private let wanted: [String]
  private let samples: Int
  private var places: [String: Int] = [:]
  private var surplus: Set<String> = []
  /// The number of empty lists per key whose kind is not known yet.
  private var empties: [String: Int] = [:]

  /// Nothing yet; `wanted` are the keys that the user named, none for all that look like annotations.
  init(wanted: [String], samples: Int) {
    self.wanted = wanted
    self.samples = samples
  }

  /// Records of all outputs.
  var records: Int { files.reduce(0) { $0 + $1.records } }

  /// The next output begins.
  mutating func begin(_ file: File) { files.append(file) }

  /// Counts a record of the output at hand.
  mutating func addRecord() { files[files.count - 1].records += 1 }

  /// Notes a record that could not be read.
  mutating func addUnreadable(_ message: @autoclosure () -> String) {
    unreadable.count += 1
    if unreadable.messages.count < 5 { unreadable.messages.append(message()) }
  }

  /// The keys that the user named.
  var named: [String] { wanted }

  /// Whether a key is looked at.
  func wants(_ key: String) -> Bool {
    wanted.isEmpty || wanted.contains { $0.utf8.elementsEqual(key.utf8) }
  }

  /// Counts the value under a key of a record; nil for a value that is not an annotation.
  mutating func add(
    _ finding: Finding?, _ handling: Finding.Handling, under key: String, of record: ReportedRecord
  ) {
    if let place = places[key] {
      if let finding {
        keys[place].add(finding, handling, of: record)
      } else {
        keys[place].addMisfit()
      }
      return
    }
    guard let finding else { return }
    if case .tags(let tags) = finding, tags.isEmpty {
      if empties.count < Self.keyLimit || empties[key] != nil { empties[key, default: 0] += 1 }
      return
    }
    guard let place = open(key, finding.kind) else { return }
    keys[place].add(finding, handling, of: record)
  }

  /// Ends the gathering: a key under which all lists were empty is one of labels if it was named or is the tagger's own.
  mutating func finish() {
    for (key, count) in empties.sorted(by: { $0.key < $1.key })
    where key == "tag" || !wanted.isEmpty {
      if let place = open(key, .tags) { keys[place].addEmpty(count) }
    }
  }

  private mutating func open(_ key: String, _ kind: KeyFindings.Kind) -> Int? {
    guard keys.count < Self.keyLimit else {
      if surplus.count < 1000, surplus.insert(key).inserted { surplusKeys += 1 }
      return nil
    }
    places[key] = keys.count
    var findings = KeyFindings(key: key, kind: kind, samples: samples)
    if let count = empties.removeValue(forKey: key) {
      if kind == .tags || kind == .masks {
        findings.addEmpty(count)
      } else {
        for _ in 0..<count { findings.addMisfit() }
      }
    }
    keys.append(findings)
    return keys.count - 1
  }
}
