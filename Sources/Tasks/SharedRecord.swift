import Annotations
import Records

/// A record that several tasks prepared. Tasks that cut it into the same windows for the same model have them computed
/// once: a window is then read by the head of each.
package struct SharedRecord: Sendable {
  /// The windows of all tasks, each once.
  package private(set) var windows: [SharedWindow] = []
  private var parts: [Part?] = []

  /// A task's share: its record, and where the scores of each of its windows come back.
  private struct Part: Sendable {
    var record: PreparedRecord
    var places: [(window: Int, reader: Int)]
  }

  /// By what two windows are the same.
  private struct Key: Hashable {
    var model: Int
    var ids: [Int32]
    var typeIDs: [Int32]
  }

  /// One task's preparation of the record, and the model and head that compute it.
  package struct Preparation: Sendable {
    /// Windows and the way back.
    package var record: PreparedRecord
    /// The number of the model.
    package var model: Int
    /// The number of the head in it.
    package var head: Int

    /// A task's work on a record.
    package init(_ record: PreparedRecord, model: Int, head: Int) {
      self.record = record
      self.model = model
      self.head = head
    }
  }

  /// The work of several tasks, in their order; nil for one that finds nothing in this record.
  package init(_ preparations: [Preparation?]) {
    guard preparations.count > 1 else {
      if let only = preparations.first { add(only) }
      return
    }
    var known: [Key: Int] = [:]
    for preparation in preparations { add(preparation, sharing: &known) }
  }

  /// One task's work: nothing to share.
  private mutating func add(_ preparation: Preparation?) {
    guard let preparation else { return parts.append(nil) }
    let first = windows.count
    windows += preparation.record.windows.map {
      SharedWindow($0, model: preparation.model, head: preparation.head)
    }
    parts.append(
      Part(record: preparation.record, places: windows.indices.dropFirst(first).map { ($0, 0) }))
  }

  private mutating func add(_ preparation: Preparation?, sharing known: inout [Key: Int]) {
    guard let preparation else { return parts.append(nil) }
    var places: [(window: Int, reader: Int)] = []
    for window in preparation.record.windows {
      let key = Key(model: preparation.model, ids: window.ids, typeIDs: window.typeIDs)
      let shared = SharedWindow(window, model: preparation.model, head: preparation.head)
      if let place = known[key] {
        places.append((place, windows[place].readers.count))
        windows[place].readers += shared.readers
      } else {
        known[key] = windows.count
        places.append((windows.count, 0))
        windows.append(shared)
      }
    }
    parts.append(Part(record: preparation.record, places: places))
  }

  /// Tokens of the windows, each window once.
  package var tokenCount: Int { windows.reduce(0) { $0 + $1.ids.count } }

  /// What each task finds, in the order of the tasks, given the scores of every window's readers.
  package func annotations(_ scores: [[Scores]]) -> [Annotation?] {
    parts.map { part in
      part.map { part in part.record.decode(part.places.map { scores[$0.window][$0.reader] }) }
    }
  }
}
