import ArgumentParser
import Commands
import Faults
import Journal

extension ParsableCommand {
  /// Ends the process the way the command ended; nothing else in bertrun does.
  func leave(_ end: CommandEnd) {
    switch end {
    case .exit(.done): return
    case .exit(let status): ProcessEnd.exit(with: status.rawValue)
    case .signal(let signal): TerminationSignals.die(by: signal)
    }
  }
}
