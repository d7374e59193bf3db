import Foundation

/// The built `bertrun`, run as a user runs it.
package struct Binary {
  /// What a run left.
  package struct Outcome {
    package let status: Int32
    package let output: [UInt8]
    package let errors: String

    /// Standard output as text.
    package var text: String { String(decoding: output, as: UTF8.self) }
    /// Standard output's lines.
    package var lines: [String] {
      text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }
  }

  /// The repository's root.
  package static let root = Repository.root

  /// Beside the test runner, where SwiftPM builds it.
  package static let executable = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("bertrun")

  /// Runs with arguments and standard input, in `folder`.
  package static func run(
    _ arguments: String..., input: String = "", in folder: URL = root, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, input: Array(input.utf8), in: folder, environment: environment)
  }

  /// Runs with arguments and standard input, in `folder`.
  package static func run(
    _ arguments: [String], input: [UInt8], in folder: URL = root, environment: [String: String] = [:],
    program: URL = executable
  ) throws -> Outcome {
    let scratch = try Scratch()
    let inputFile = try scratch.file("input", input)
    let outputFile = try scratch.file("output", [])
    let errorFile = try scratch.file("errors", [])
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["BERTRUN_TASKS": root.appendingPathComponent("tasks").path]
    ) { $1 }.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: Array(try Data(contentsOf: outputFile)),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }
}
