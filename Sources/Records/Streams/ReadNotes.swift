import Synchronization

/// What the sources of an input have to say about it when it was read to its end.
package final class ReadNotes: Sendable {
  private let state = Mutex<[ReadNotice]>([])

  /// Nothing to say.
  package init() {}

  /// Takes a notice.
  func add(_ notice: ReadNotice) { state.withLock { $0.append(notice) } }

  /// What was said so far.
  package var notices: [ReadNotice] { state.withLock { $0 } }
}
