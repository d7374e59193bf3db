import BatchRuntime
import Journal

/// SIGINT and SIGTERM: they ask the run to stop; it journals, tells one line and dies by the same signal.
enum Interruption {
  /// What the signals set.
  static let cancellation = Cancellation()

  /// Watches the signals from now on.
  static func watch() {
    _ = cancellation.isCancelled
    TerminationSignals.watch { signal in
      TerminationSignals.note(signal)
      Interruption.cancellation.cancel()
    }
  }

  /// Dies by the signal that came.
  static func die() -> Never { TerminationSignals.die(by: TerminationSignals.received ?? 15) }
}
