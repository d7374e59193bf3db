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
  package convenience init(_ arguments: String..., readsOutput: Bool = true) throws {
    try self.init(arguments, readsOutput: readsOutput)
  }

  /// Starts a run; with `readsOutput` false nobody reads its standard output from the start.
  package init(_ arguments: [String], readsOutput: Bool = true) throws {
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

extension StartedRun {
  /// Kills a run that reads `in.jsonl` of a folder once its journal has a place beyond `offset` bytes of it, and before
  /// its output is whole; where the run was too fast, another one over more lines. Returns the input and that place.
  package static func killed(
    _ arguments: [String], in scratch: Scratch, output: String, beyond offset: Int = 0
  ) throws -> (text: String, offset: Int) {
    for count in [2000, 8000, 32_000, 128_000] {
      let text = (0..<count).map {
        #"{"id":\#($0),"text":"Train \#($0) leaves Lisbon at half past nine."}"# + "\n"
      }.joined()
      try scratch.file("in.jsonl", text)
      func place() -> Int? {
        let last = scratch.text(output + ".journal")?.split(separator: "\n").last { $0.hasPrefix("at ") }
        return last.flatMap { Int($0.split(separator: " ")[2]) }
      }
      let run = try StartedRun(arguments)
      _ = run.wait { place().map { $0 > offset } ?? false }
      run.send(SIGKILL)
      let end = try run.end()
      if end.isSignal, let place = place(), place > offset, scratch.text(output) == nil {
        return (text, place)
      }
    }
    throw TooFast()
  }

  /// No run was still running when its journal had the place.
  package struct TooFast: Error {}
}
