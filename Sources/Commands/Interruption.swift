import BatchRuntime
import Journal
import Logging

/// Says that records are awaited from the terminal, where nothing else shows why the command does not end.
func sayThatTerminalIsRead(_ inputs: [String], _ log: Logger) {
  guard inputs.contains("-"), Terminal.isTerminal(.input) else { return }
  log.info("reading records from the terminal; Ctrl-D ends them, Ctrl-C stops")
}

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
