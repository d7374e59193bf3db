import Foundation

/// A `bertrun` that is still running, with pipes for its standard streams.
package final class StartedRun {
  private let process = Process()
  private let errorFile: URL
  private let scratch: Scratch
  /// Writes to its standard input.
  package let input: FileHandle
  /// Reads from its standard output.
  package let output: FileHandle

  /// Starts a run; with `readsOutput` false nobody reads its standard output from the start.
  package init(_ arguments: String..., readsOutput: Bool = true) throws {
    scratch = try Scratch()
    errorFile = try scratch.file("errors", "")
    let (toInput, fromOutput) = (Pipe(), Pipe())
    input = toInput.fileHandleForWriting
    output = fromOutput.fileHandleForReading
    if !readsOutput { try output.close() }
    process.executableURL = Binary.executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["BERTRUN_TASKS": Binary.root.appendingPathComponent("tasks").path]
    ) { $1 }
    process.standardInput = toInput
    process.standardOutput = fromOutput
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    try? fromOutput.fileHandleForWriting.close()
    try? toInput.fileHandleForReading.close()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// The process's number.
  package var number: Int32 { process.processIdentifier }

  /// Sends a signal.
  package func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end; tells the exit status, or the signal that ended it, and what it said.
  package func end() throws -> (status: Int32, isSignal: Bool, errors: String) {
    process.waitUntilExit()
    return (
      process.terminationStatus, process.terminationReason == .uncaughtSignal,
      String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
    )
  }

  /// Waits until something holds, for as long as the run goes on; whether it does.
  package func wait(until condition: () -> Bool) -> Bool {
    while !condition() {
      guard process.isRunning else { return condition() }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return true
  }
}
