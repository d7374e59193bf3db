import Foundation
import TestSupport

/// Runs programs with `Preload/faults.c` before them, which kills them or breaks their calls at a chosen place.
struct FaultInjection {
  /// What happens at the chosen call; see the head of `faults.c`.
  enum How: Sendable, CustomStringConvertible {
    case killBefore, killAfter, killTorn
    case error(Int32), errors(Int32)
    case short, interrupt

    var description: String {
      switch self {
      case .killBefore: "kill-before"
      case .killAfter: "kill-after"
      case .killTorn: "kill-torn"
      case .error(let code): "error:\(code)"
      case .errors(let code): "errors:\(code)"
      case .short: "short"
      case .interrupt: "interrupt"
      }
    }
  }

  /// How a program ended.
  enum Ending: Equatable {
    case exit(Int32), signal(Int32)
  }

  /// The library; nil where there is no C compiler. Built once for all tests.
  static let library: String? = build()

  private static func build() -> String? {
    let source = Repository.root.appending(path: "Tests/JournalTests/Preload/faults.c")
    let library = FileManager.default.temporaryDirectory.appending(path: "faults-\(UUID().uuidString).so")
    let arguments = ["cc", "-O1", "-shared", "-fPIC", "-o", library.path, source.path, "-ldl"]
    let ending = try? launch("/usr/bin/env", arguments, environment: [:]).ending
    return ending == .exit(0) ? library.path : nil
  }

  /// Runs a program. Only calls on files in `folder` count; with `log` each is recorded there.
  static func run(
    _ program: String, _ arguments: [String], under folder: String, how: How? = nil, at: Int = 0,
    log: String? = nil
  ) throws -> (ending: Ending, error: String) {
    var environment = ["FAULTS_UNDER": folder]
    if let library { environment["LD_PRELOAD"] = library }
    if let how {
      environment["FAULTS_HOW"] = how.description
      environment["FAULTS_AT"] = String(at)
    }
    if let log { environment["FAULTS_LOG"] = log }
    return try launch(program, arguments, environment: environment)
  }

  /// Runs a program as it is, and waits for it.
  static func launch(
    _ program: String, _ arguments: [String], environment: [String: String]
  ) throws -> (ending: Ending, error: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let error = Pipe()
    process.standardError = error
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = try error.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let status = process.terminationStatus
    return (
      process.terminationReason == .uncaughtSignal ? .signal(status) : .exit(status),
      String(decoding: text, as: UTF8.self)
    )
  }

  /// A program that the package builds, beside the test program.
  static func product(_ name: String) -> String? {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let path = tests.deletingLastPathComponent().appending(path: name).path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }
}
