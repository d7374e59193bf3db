/// What a journal is bound to: input, model, settings, each by name and value.
package struct RunBinding: Equatable, Sendable {
  /// One thing that must be the same when a run is resumed.
  package struct Entry: Equatable, Sendable {
    /// What it is: `model`, `input.size`.
    package let name: String
    /// Its value, as text.
    package let value: String

    /// A name and a value.
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The entries in the order in which they were added.
  package private(set) var entries: [Entry] = []

  /// A binding to nothing.
  package init() {}

  /// Adds a value by its name.
  package mutating func add(_ name: String, _ value: String) {
    entries.append(Entry(name: name, value: value))
  }

  /// Adds a fingerprint by its name.
  package mutating func add(_ name: String, _ fingerprint: Fingerprint) {
    add(name, fingerprint.description)
  }

  /// Adds an input: its path (links followed, so that it may be spelled in other ways), size, time and first bytes,
  /// each under a name of its own, so that a difference says which of them it is. Of a pipe only the path counts.
  package mutating func add(input file: InputFile) throws(JournalError) {
    let path = try SystemCalls.realPath(file.path)
    add("input", path)
    guard let identity = file.identity else { return }
    add("size of \(path)", String(identity.size))
    add("time of \(path)", "\(identity.modified.seconds) \(identity.modified.nanoseconds)")
    add("beginning of \(path)", identity.beginning)
  }

  /// What this binding has otherwise than a journal's.
  func differences(from journal: RunBinding) -> [BindingDifference] {
    var differences: [BindingDifference] = []
    var rest = journal.entries
    for entry in entries {
      let place = rest.firstIndex { Self.same($0.name, entry.name) }
      let old = place.map { rest.remove(at: $0) }
      if old.map({ !Self.same($0.value, entry.value) }) ?? true {
        differences.append(BindingDifference(name: entry.name, journal: old?.value, now: entry.value))
      }
    }
    for entry in rest {
      differences.append(BindingDifference(name: entry.name, journal: entry.value, now: nil))
    }
    return differences
  }

  /// Compares bytes: two spellings of a file's name are two files.
  private static func same(_ one: String, _ other: String) -> Bool {
    one.utf8.elementsEqual(other.utf8)
  }
}

/// One thing that a journal is bound to and that is not the same now.
package struct BindingDifference: Equatable, Sendable {
  /// The entry's name.
  package let name: String
  /// The value in the journal; nil when it had none.
  package let journal: String?
  /// The value now; nil when there is none.
  package let now: String?

  /// A difference.
  package init(name: String, journal: String?, now: String?) {
    self.name = name
    self.journal = journal
    self.now = now
  }
}
