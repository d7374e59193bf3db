import Models
import Synchronization
import Tasks

/// Scores of windows that were computed lately, so that equal windows are computed once. One for the workers of a run.
///
/// This is exact: the bits of a window's scores depend on the window alone, not on its batch. Windows live in two generations
/// of equal size; when the young one is full it becomes the old one, and a window that is found in the old one is young again.
package final class WindowMemory: Sendable {
  private let limit: Int
  private let state = Mutex(State())

  private struct State: ~Copyable {
    var young: [SharedWindow: [Scores]] = [:]
    var old: [SharedWindow: [Scores]] = [:]
    var youngBytes = 0
    var counts = Counts()
  }

  /// How many windows were asked for.
  struct Counts {
    /// Windows that were computed.
    var computed = 0
    /// Windows whose scores were known.
    var known = 0
  }

  /// A memory of about `bytes`; of 0 knows nothing.
  package init(bytes: Int) { limit = bytes / 2 }

  /// A memory as large as was asked for.
  package convenience init(_ computing: ComputingSettings) {
    self.init(bytes: min(computing.memory ?? Self.usual, Self.most) << 20)
  }

  /// MiB, where nothing is asked for.
  private static let usual = 8
  /// The most MiB; more is as much.
  private static let most = 1 << 16

  /// Whether it keeps anything.
  var isUsed: Bool { limit > 0 }

  /// The scores of windows, nil where they are not known.
  func find(_ windows: [SharedWindow]) -> [[Scores]?] {
    guard isUsed else { return Array(repeating: nil, count: windows.count) }
    return state.withLock { state in
      windows.map { window in
        guard bytes(of: window) <= limit else { return nil }
        if let scores = state.young[window] { return scores }
        guard let scores = state.old.removeValue(forKey: window) else { return nil }
        state.young[window] = scores
        state.youngBytes += bytes(of: window) + bytes(of: scores)
        return scores
      }
    }
  }

  /// Keeps the scores of a window.
  func keep(_ window: SharedWindow, _ scores: [Scores]) {
    let size = bytes(of: window) + bytes(of: scores)
    // One long window must not drive out a thousand short ones.
    guard size <= limit / 64 else { return }
    let dropped = state.withLock { state -> [SharedWindow: [Scores]] in
      var dropped: [SharedWindow: [Scores]] = [:]
      if state.youngBytes + size > limit {
        dropped = state.old
        state.old = state.young
        state.young = [:]
        state.youngBytes = 0
      }
      if state.young.updateValue(scores, forKey: window) == nil { state.youngBytes += size }
      return dropped
    }
    // The old generation is released outside of the lock.
    _ = consume dropped
  }

  /// Counts windows.
  func count(computed: Int, known: Int) {
    state.withLock { state in
      state.counts.computed += computed
      state.counts.known += known
    }
  }

  /// The counts since they were taken last.
  func takeCounts() -> Counts {
    state.withLock { state in
      defer { state.counts = Counts() }
      return state.counts
    }
  }

  /// What an entry of a table and the headers of its arrays take, roughly.
  private static let overhead = 256

  private func bytes(of window: SharedWindow) -> Int {
    Self.overhead + (window.ids.count + window.typeIDs.count) * 4
      + window.readers.reduce(0) { $0 + $1.rows.count(of: window.ids.count) * 4 }
  }

  private func bytes(of scores: [Scores]) -> Int { scores.reduce(0) { $0 + $1.values.count * 4 + 48 } }
}
