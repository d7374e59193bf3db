import Foundation
import TestSupport
import Testing

/// Runs of `Writer/main.swift` that are killed at every call that changes a file, and taken up again.
@Suite(
  .enabled(if: FaultInjection.library != nil, "needs cc, to build the library that kills"),
  .enabled(
    if: FaultInjection.product("JournalWriter") != nil, "needs the program JournalWriter beside the tests"))
struct KilledRunTests {
  let scratch: Scratch
  let writer: String
  static let text = (1...40).map { "line \($0) of the input\n" }.joined()
  static let old = "what was there before\n"

  init() throws {
    scratch = try Scratch()
    writer = try #require(FaultInjection.product("JournalWriter"))
    try scratch.file("in", Self.text)
  }

  /// What an uninterrupted run makes of the input.
  static let expected: (output: String, rejects: String) = {
    let lines = text.split(separator: "\n").enumerated()
    func join(_ lines: [some StringProtocol]) -> String { lines.map { $0 + "\n" }.joined() }
    return (
      join(lines.filter { $0.offset % 7 != 6 }.map { $0.element.uppercased() }),
      join(lines.filter { $0.offset % 7 == 6 }.map { $0.element })
    )
  }()

  /// Puts the folder back to before the first run.
  func reset() throws {
    for name in scratch.names where name != "in" {
      try FileManager.default.removeItem(atPath: scratch.path(name))
    }
    try scratch.file("out", Self.old)
  }

  func run(
    _ options: [String] = [], how: FaultInjection.How? = nil, at: Int = 0, log: String? = nil
  ) throws -> (ending: FaultInjection.Ending, error: String) {
    try FaultInjection.run(
      writer, [scratch.path("in"), scratch.path("out"), "13"] + options, under: scratch.path, how: how,
      at: at,
      log: log)
  }

  /// How many calls an uninterrupted run makes.
  func countCalls() throws -> Int {
    try reset()
    let log = FileManager.default.temporaryDirectory.appending(path: "calls-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: log) }
    #expect(try run(log: log).ending == .exit(0))
    let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").count
    #expect(calls > 30)
    return calls
  }

  /// Runs to the end what was interrupted, and looks at what is there then.
  func resumeAndCheck(_ place: String) throws {
    let visible = scratch.text("out")
    #expect(visible == Self.old || visible == Self.expected.output, "a half file after \(place)")
    let (ending, error) = try run(["--resume"])
    #expect(ending == .exit(0) || ending == .exit(2), "\(place): \(error)")
    #expect(scratch.text("out") == Self.expected.output, "\(place)")
    #expect(scratch.text("out.rejects") == Self.expected.rejects, "\(place)")
    #expect(scratch.names == ["in", "out", "out.journal", "out.rejects"], "\(place)")
  }

  @Test(arguments: [FaultInjection.How.killBefore, .killAfter, .killTorn])
  func killedAtAnyCallARunIsTakenUpAgain(how: FaultInjection.How) throws {
    for call in 1...(try countCalls()) {
      try reset()
      #expect(try run(how: how, at: call).ending == .signal(SIGKILL) || "\(how)" == "kill-torn")
      try resumeAndCheck("\(how) \(call)")
    }
  }

  @Test func killedAgainAndAgainARunStillEnds() throws {
    var random = SystemRandomNumberGenerator()
    for round in 0..<20 {
      try reset()
      var kills: [Int] = []
      for _ in 0..<4 {
        kills.append(Int.random(in: 1...25, using: &random))
        _ = try run(
          ["--resume"], how: Bool.random(using: &random) ? .killBefore : .killTorn, at: kills.last ?? 1)
      }
      try resumeAndCheck("round \(round), killed at \(kills)")
      #expect(try run(["--resume"]).ending == .exit(2))
    }
  }

  @Test func withAFullDiskARunEndsWithAnErrorAndIsTakenUpAgain() throws {
    for call in stride(from: 1, through: try countCalls(), by: 3) {
      try reset()
      let (ending, error) = try run(how: .errors(ENOSPC), at: call)
      #expect(ending == .exit(1))
      #expect(error.contains("code: \(ENOSPC)"), "\(error)")
      try resumeAndCheck("full disk at \(call)")
    }
  }

  @Test(arguments: [FaultInjection.How.short, .interrupt])
  func shortAndInterruptedCallsAreCarriedThrough(how: FaultInjection.How) throws {
    for call in 1...(try countCalls()) {
      try reset()
      let (ending, error) = try run(how: how, at: call)
      // A call that is interrupted before it did anything is made again, however often that is.
      #expect(ending == .exit(0), "\(how) at \(call): \(error)")
      #expect(scratch.text("out") == Self.expected.output, "\(how) at \(call)")
    }
  }
}
