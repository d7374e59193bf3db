import Foundation
import Journal
import TestSupport
import Testing

@Suite struct FileLockTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func aSecondLockIsRefusedUntilTheFirstIsGone() throws {
    let path = scratch.path("job.lock")
    var first: FileLock? = try FileLock.acquire(path)
    #expect {
      try FileLock.acquire(path)
    } throws: { error in
      guard case JournalError.held(let held, let process) = error else { return false }
      // Not every file system shows its inodes in the table of locks.
      return held == path && (process == nil || process == Int(getpid()))
    }
    #expect(first?.path == path)
    first = nil
    _ = try FileLock.acquire(path)
    #expect(scratch.names == ["job.lock"])
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/flock"), "needs flock of util-linux"))
  func theLockOfAnotherProcessCountsUntilItIsKilled() throws {
    let path = scratch.path("job.lock")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    process.arguments = ["--no-fork", path, "sh", "-c", "echo locked; exec sleep 60"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    _ = output.fileHandleForReading.availableData
    #expect(throws: JournalError.self) { try FileLock.acquire(path) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    _ = try FileLock.acquire(path)
  }

  @Test func theHolderIsReadFromTheTableOfLocks() {
    let table = """
      1: POSIX  ADVISORY  WRITE 100 08:01:77 0 EOF
      2: FLOCK  ADVISORY  WRITE 4711 08:01:77 0 EOF
      3: FLOCK  ADVISORY  WRITE 12 08:01:78 0 EOF
      """
    #expect(FileLock.holder(of: 77, table: table) == 4711)
    #expect(FileLock.holder(of: 79, table: table) == nil)
    #expect(FileLock.holder(of: 77, table: "junk\n1: FLOCK") == nil)
  }
}
