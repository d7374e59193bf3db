import Foundation

/// The built `bertrun`, run as a user runs it.
struct Binary {
  /// What a run left.
  struct Outcome {
    let status: Int32
    let output: [UInt8]
    let errors: String

    /// Standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
    /// Standard output's lines.
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) }
  }

  /// The repository's root.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Beside the test runner, where SwiftPM builds it.
  static let executable = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("bertrun")

  /// Runs with arguments and standard input, in `folder`.
  static func run(
    _ arguments: String..., input: String = "", in folder: URL = root, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, input: Array(input.utf8), in: folder, environment: environment)
  }

  /// Runs with arguments and standard input, in `folder`.
  static func run(
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

extension Binary {
  /// Starts a run and kills it after some seconds; tells whether it was still running then.
  static func killed(after seconds: Double, _ arguments: [String]) throws -> Bool {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["BERTRUN_TASKS": root.appendingPathComponent("tasks").path]
    ) { $1 }
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: seconds)
    let isRunning = process.isRunning
    if isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return isRunning
  }
}

/// A folder that goes when it is no longer used.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("bertrun-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A file with these bytes.
  func file(_ name: String, _ bytes: [UInt8]) throws -> URL {
    let url = folder.appendingPathComponent(name)
    try Data(bytes).write(to: url)
    return url
  }

  /// A file with this text.
  func file(_ name: String, _ text: String) throws -> URL { try file(name, Array(text.utf8)) }

  /// A folder in the folder.
  func makeFolder(_ name: String) throws -> URL {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  /// The names in the folder, sorted.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// The bytes of a file in the folder; nil when there is none.
  func bytes(_ name: String) -> [UInt8]? {
    (try? Data(contentsOf: folder.appendingPathComponent(name))).map(Array.init)
  }

  /// The text of a file in the folder; nil when there is none.
  func text(_ name: String) -> String? {
    (try? Data(contentsOf: folder.appendingPathComponent(name))).map { String(decoding: $0, as: UTF8.self) }
  }
}
