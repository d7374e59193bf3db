import Faults
import Journal
import Logging
import Reporting
import Runs

/// How a command ended: what its process is to do.
package enum CommandEnd: Sendable, Equatable {
  /// Exit with this status.
  case exit(ExitStatus)
  /// Die by this signal: the one that interrupted the command, or that of a pipe which nobody reads.
  case signal(Int32)
}

/// Does a command's work; an error that it throws is logged.
func command(_ log: Logger = .lines(), _ work: () throws -> CommandEnd) -> CommandEnd {
  do {
    return try work()
  } catch {
    if error.isClosedPipe { return .signal(TerminationSignals.closedPipe) }
    let fault = known(error)
    log.error("\(fault.message)")
    return .exit(fault.status)
  }
}

/// Does the work of a command that reports its runs; how it ended enters the statistics and the metrics, but for an error
/// that `leavesAlone` picks. `opens` says whether the metrics file is written before the work begins.
func command(
  _ reporter: RunReporter, _ log: Logger, opens: Bool = true,
  leavesAlone: (any Error) -> Bool = { _ in false }, _ work: () throws -> CommandEnd
) -> CommandEnd {
  Interruption.watch()
  let end = command(log) {
    do {
      if opens { try reporter.open() }
      let end = try work()
      guard case .exit(let status) = end else { return end }
      return .exit(reporter.close(status, isWhole: true))
    } catch  where !error.isClosedPipe && !leavesAlone(error) {
      let fault = known(error)
      log.error("\(fault.message)")
      // A job that failed before its first output has not said that it runs.
      try? reporter.open()
      return .exit(reporter.close(fault.status, isWhole: false))
    }
  }
  if case .signal(let signal) = end { reporter.close(signal: signal) }
  return end
}

/// Whether an error says that a file to be written is an input: then not even the metrics may be.
func overwritesInput(_ error: any Error) -> Bool {
  if case OutputFault.isInput = error { true } else { false }
}

extension Logger {
  /// The log of a command: one line per event on standard error.
  static func lines(json: Bool = false) -> Logger { Logger(label: "bertrun") { _ in LogLine(json: json) } }
}

extension Error {
  /// Whether nobody reads the command's output any more.
  fileprivate var isClosedPipe: Bool {
    if case .file(let cause)? = self as? JournalError { cause.isClosedPipe } else { false }
  }
}

/// The fault that an error is; one without words is a bug of ours.
func known(_ error: any Error) -> any Fault { error as? any Fault ?? UnknownFault(cause: "\(error)") }

private struct UnknownFault: Fault {
  let cause: String

  var message: String { "a fault in bertrun: \(cause)" }
  var status: ExitStatus { .internalFault }
}
