import Compute
import Encoders
import Models
import Tasks

/// Tasks of a job, loaded as they are needed: each encoder once, however many tasks read it.
struct LoadedJob {
  private var loader: TaskLoader
  private var tasks: [Int: LoadedTask] = [:]

  /// Nothing loaded yet.
  init(_ engine: Engine) { loader = TaskLoader(engine) }

  /// Loads tasks that are not loaded yet; `settings` and `sources` say what and from where. Returns what a user should know.
  mutating func load(
    _ numbers: [Int], _ settings: [TaskSettings], _ sources: [ModelSource]
  ) throws -> [TaskWarning] {
    var warnings: [TaskWarning] = []
    for number in numbers where tasks[number] == nil {
      let task = try loader.load(settings[number], from: sources[number])
      warnings += task.configured.warnings
      tasks[number] = task
    }
    return warnings
  }

  /// The encoders, whose heads some tasks read in one pass.
  func models(of numbers: [Int]) -> (parts: [(model: Int, head: Int)], models: [TaskModel]) {
    var encoders: [(encoder: Encoder, heads: [Head?])] = []
    var parts: [(model: Int, head: Int)] = []
    for number in numbers {
      guard let task = tasks[number] else { preconditionFailure("a task is loaded before it runs") }
      let model: Int
      if let known = encoders.firstIndex(where: { $0.encoder === task.encoder }) {
        model = known
        encoders[known].heads.append(task.head)
      } else {
        model = encoders.count
        encoders.append((task.encoder, [task.head]))
      }
      parts.append((model, encoders[model].heads.count - 1))
    }
    return (parts, encoders.map { TaskModel(encoder: $0.encoder, heads: $0.heads) })
  }

  /// A loaded task.
  subscript(_ number: Int) -> LoadedTask {
    guard let task = tasks[number] else { preconditionFailure("a task is loaded before it runs") }
    return task
  }

  /// How many encoders were loaded.
  var encoderCount: Int {
    var encoders: [Encoder] = []
    for task in tasks.values where !encoders.contains(where: { $0 === task.encoder }) {
      encoders.append(task.encoder)
    }
    return encoders.count
  }
}
