import BatchRuntime
import Journal

/// SIGINT and SIGTERM: they ask a run to stop, which then journals how far it is.
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
}
