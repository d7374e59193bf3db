import Synchronization

/// A flag that asks a run to stop. Setting it takes no lock, so a signal handler may.
package final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  /// A flag that is not set.
  package init() {}

  /// Asks every run that was given this flag to stop; seen within some 10 ms.
  package func cancel() {
    flag.store(true, ordering: .releasing)
  }

  /// Whether `cancel` was called.
  package var isCancelled: Bool {
    flag.load(ordering: .acquiring)
  }
}
