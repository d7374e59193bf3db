import Foundation
import Journal
import Testing

@Suite struct TerminationSignalsTests {
  @Test func theSignalIsNotedAndThenDiedOf() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      TerminationSignals.watch { TerminationSignals.note($0) }
      kill(getpid(), SIGTERM)
      while TerminationSignals.received == nil { usleep(1000) }
      guard let signal = TerminationSignals.received, signal == SIGTERM else { exit(1) }
      TerminationSignals.die(by: signal)
    }
  }

  @Test func theSecondSignalEndsTheProcess() async {
    await #expect(processExitsWith: .signal(SIGINT)) {
      TerminationSignals.watch { TerminationSignals.note($0) }
      for _ in 0..<2 {
        kill(getpid(), SIGINT)
        usleep(200_000)
      }
      exit(1)
    }
  }

  @Test func anIgnoredSignalStaysIgnored() async {
    await #expect(processExitsWith: .success) {
      signal(SIGINT, SIG_IGN)
      TerminationSignals.watch { TerminationSignals.note($0) }
      for _ in 0..<3 { kill(getpid(), SIGINT) }
      usleep(100_000)
      exit(TerminationSignals.received == nil ? 0 : 1)
    }
  }

  @Test func aClosedPipeIsDiedOfEvenWhereItIsIgnored() async {
    await #expect(processExitsWith: .signal(SIGPIPE)) {
      signal(SIGPIPE, SIG_IGN)
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0, dup2(ends[1], STDOUT_FILENO) == STDOUT_FILENO else { exit(1) }
      close(ends[0])
      do throws(JournalError) {
        let output = OutputFile.standardOutput()
        try output.write([1])
        try output.flush()
      } catch {
        guard case .file(let file) = error, file.isClosedPipe else { exit(2) }
        TerminationSignals.dieOfClosedPipe()
      }
    }
  }
}
