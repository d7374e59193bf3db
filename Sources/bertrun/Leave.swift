import ArgumentParser
import Commands
import Faults
import Journal

extension ParsableCommand {
  /// Ends the process as a command ended: nothing else in bertrun does.
  func leave(_ end: CommandEnd) throws {
    switch end {
    case .exit(.done): return
    case .exit(let status): throw ExitCode(status.rawValue)
    case .signal(let signal): TerminationSignals.die(by: signal)
    }
  }
}
