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

  /// The signal that came.
  static var signal: Int32 { TerminationSignals.received ?? 15 }

  /// Dies by the signal that came.
  static func die() -> Never { TerminationSignals.die(by: signal) }
}
