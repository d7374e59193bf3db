import Foundation
import TestSupport
import Testing

/// The disks that power cuts at every call of a run leave, and the runs that begin on them.
@Suite(
  .enabled(if: FaultInjection.library != nil, "needs cc, to build the library that records"),
  .enabled(
    if: FaultInjection.product("JournalWriter") != nil, "needs the program JournalWriter beside the tests"))
struct PowerCutTests {
  @Test(arguments: PowerCut.Survivors.allCases)
  func afterAPowerCutAtAnyCallARunIsTakenUpAgain(survivors: PowerCut.Survivors) throws {
    let runs = try KilledRunTests()
    let scratch = runs.scratch
    try runs.reset()
    let logFolder = try Scratch()
    #expect(try runs.run(log: logFolder.path("log")).ending == .exit(0))
    let calls = try #require(logFolder.text("log")).split(separator: "\n")
    let sealedTime = try time(of: scratch.path("out"))

    var disk = PowerCut([scratch.path("out"): KilledRunTests.old])
    var before: [String: PowerCut.Content] = [:]
    for (number, call) in calls.enumerated() {
      try disk.apply(call)
      let found = disk.found(survivors)
      if found == before { continue }
      before = found
      for name in scratch.names where name != "in" {
        try FileManager.default.removeItem(atPath: scratch.path(name))
      }
      for (path, content) in found {
        try Data(content.bytes).write(to: URL(fileURLWithPath: path))
        if content.timeIsSynced { try setTime(of: path, sealedTime) }
      }
      try runs.resumeAndCheck("power cut (\(survivors)) after call \(number + 1), \(call.prefix(80))")
    }
  }

  @Test func noPositionEntersTheJournalBeforeItsBytesAreOnTheDisk() throws {
    let runs = try KilledRunTests()
    try runs.reset()
    let logFolder = try Scratch()
    #expect(try runs.run(log: logFolder.path("log")).ending == .exit(0))
    var unsynced: Set<Substring> = []
    var journalWrites = 0
    for line in try #require(logFolder.text("log")).split(separator: "\n") {
      let words = line.split(separator: " ")
      let (call, path) = (words[1], words[2])
      switch call {
      case "write" where path.hasSuffix(".journal"):
        #expect(unsynced.isEmpty, "\(unsynced) before \(line.prefix(60))")
        unsynced.insert(path)
        journalWrites += 1
      case "write": unsynced.insert(path)
      case "fsync", "fdatasync": unsynced.remove(path)
      case "rename": #expect(unsynced.isEmpty)
      default: break
      }
    }
    // The beginning, three positions, sealed, done.
    #expect(journalWrites == 6)
  }

  @Test func whatTheJournalSaysSurvivesWithNothingLost() throws {
    let runs = try KilledRunTests()
    let scratch = runs.scratch
    try runs.reset()
    let logFolder = try Scratch()
    #expect(try runs.run(log: logFolder.path("log")).ending == .exit(0))
    var disk = PowerCut([scratch.path("out"): KilledRunTests.old])
    var positions = 0
    for call in try #require(logFolder.text("log")).split(separator: "\n") {
      try disk.apply(call)
      let found = disk.found(.synced)
      let journal = String(decoding: found[scratch.path("out.journal")]?.bytes ?? [], as: UTF8.self)
      guard let last = journal.split(separator: "\n").last(where: { $0.hasPrefix("at ") }) else { continue }
      positions += 1
      let length = try #require(Int(last.split(separator: " ")[4]))
      let partial = found[scratch.path("out.partial")]?.bytes.count ?? 0
      let output = found[scratch.path("out")]?.bytes.count ?? 0
      #expect(max(partial, output) >= length, "\(call.prefix(80))")
    }
    #expect(positions > 10)
    let end = disk.found(.synced)
    #expect(end[scratch.path("out")]?.bytes == Array(KilledRunTests.expected.output.utf8))
    #expect(end[scratch.path("out.rejects")]?.bytes == Array(KilledRunTests.expected.rejects.utf8))
  }

  func time(of path: String) throws -> timespec {
    var status = stat()
    guard stat(path, &status) == 0 else { throw CancellationError() }
    return status.st_mtim
  }

  func setTime(of path: String, _ time: timespec) throws {
    guard utimensat(AT_FDCWD, path, [time, time], 0) == 0 else { throw CancellationError() }
  }
}
