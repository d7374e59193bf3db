import Checkpoints
import Models
import TestSupport
import Testing

/// Where the tasks that come with bertrun are looked for.
@Suite struct EmbeddedTasksTests {
  @Test func whatTheUserNamesIsTheOnlyPlace() {
    let environment = ["BERTRUN_TASKS": "/env"]
    #expect(EmbeddedTasks(asked: "/flag", environment: environment, binary: "/b").candidates == ["/flag"])
    #expect(EmbeddedTasks(asked: nil, environment: environment, binary: "/b").candidates == ["/env"])
  }

  @Test func otherwiseTheFoldersAroundTheBinaryAreTried() {
    let tasks = EmbeddedTasks(
      asked: nil, environment: ["BERTRUN_TASKS": ""], binary: "/usr/local/bin/bertrun")
    #expect(tasks.candidates.contains("/usr/local/share/bertrun/tasks"))
    #expect(tasks.candidates.contains("/usr/local/tasks"))
    #expect(tasks.candidates.last == "tasks")
  }

  @Test func aMissingTaskIsAnError() throws {
    let scratch = try Scratch()
    let tasks = EmbeddedTasks(asked: scratch.path, environment: [:], binary: nil)
    #expect(throws: CheckpointError.self) { try tasks.folder(of: .tag) }
    try scratch.file("tag/task.json", "{}")
    #expect(try tasks.folder(of: .tag).path == scratch.path("tag"))
    #expect(throws: CheckpointError.self) { try tasks.folder(of: .qa) }
  }
}
