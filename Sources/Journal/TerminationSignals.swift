import Synchronization

/// The signals that ask a run to end: SIGINT and SIGTERM.
package enum TerminationSignals {
  private static let noted = Atomic<Int32>(0)

  /// Lets `handler` be called when one of the signals comes. It runs inside the signal, so it may only set atomics:
  /// `note` and a flag to cancel by. The second signal of a kind ends the process at once. A signal that
  /// the process was started with to ignore stays ignored.
  package static func watch(_ handler: @escaping @convention(c) (Int32) -> Void) {
    // The handler must not be the first to touch it: making it takes a lock.
    _ = noted.load(ordering: .relaxed)
    for signal in SystemCalls.terminationSignals { SystemCalls.catchOnce(signal, handler) }
  }

  /// Keeps the number of a signal; the first one stays.
  package static func note(_ signal: Int32) {
    _ = noted.compareExchange(expected: 0, desired: signal, ordering: .sequentiallyConsistent)
  }

  /// The first signal that was noted.
  package static var received: Int32? {
    let signal = noted.load(ordering: .sequentiallyConsistent)
    return signal == 0 ? nil : signal
  }

  /// Ends this process by a signal, so that the process that waits for it sees which.
  package static func die(by signal: Int32) -> Never {
    SystemCalls.die(by: signal)
  }

  /// The number of the signal that comes of writing to a pipe that nobody reads.
  package static var closedPipe: Int32 { SystemCalls.pipeSignal }

  /// Ends this process as one that writes to a pipe that nobody reads, also where that signal is ignored.
  package static func dieOfClosedPipe() -> Never {
    SystemCalls.die(by: SystemCalls.pipeSignal)
  }
}
