import Checkpoints
import Compute
import Foundation
import Models
import Tasks
import TestSupport
import Testing

/// Loading of several tasks by one loader.
@Suite struct TaskLoaderTests {
  private func load(
    _ loader: inout TaskLoader, _ task: TaskName, folder: String, _ engine: Engine
  ) throws -> LoadedTask {
    var choice = ModelChoice()
    choice.name = folder
    let source = try ModelSource(choice, task: task, precision: .f32, on: engine.processor)
    return try loader.load(TaskSettings(task), from: source)
  }

  @Test func tasksOfOneEncoderShareIt() throws {
    let engine = Engine(try Processor.chosen())
    var loader = TaskLoader(engine)
    let tag = try load(&loader, .tag, folder: Repository.tasks.path + "/tag", engine)
    let pair = try load(&loader, .pair, folder: Repository.tasks.path + "/pair", engine)
    #expect(tag.encoder === pair.encoder)
    #expect(tag.head !== pair.head)
  }

  @Test func anEncoderIsKnownThroughALink() throws {
    let scratch = try Scratch()
    let link = scratch.path("tasks")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: Repository.tasks.path)
    let engine = Engine(try Processor.chosen())
    var loader = TaskLoader(engine)
    let tag = try load(&loader, .tag, folder: Repository.tasks.path + "/tag", engine)
    let linked = try load(&loader, .qa, folder: link + "/qa", engine)
    #expect(tag.encoder === linked.encoder)
  }

  @Test func aTaskOfAnotherKindIsAnError() throws {
    let engine = Engine(try Processor.chosen())
    var loader = TaskLoader(engine)
    #expect(throws: (any Error).self) {
      try load(&loader, .qa, folder: Repository.tasks.path + "/tag", engine)
    }
  }
}
