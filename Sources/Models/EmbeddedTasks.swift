import Checkpoints
import Files

/// The folder `tasks` that comes with bertrun: where it is looked for.
package struct EmbeddedTasks: Sendable {
  /// The folders that are looked into, in order.
  package let candidates: [String]

  /// Whether the user named the folder.
  private let isNamed: Bool

  /// The places, in order: what was asked for, `$BERTRUN_TASKS`, `tasks` and `../share/bertrun/tasks` beside the binary,
  /// `tasks` in a parent folder of the binary, `./tasks`. What the user names is the only place that is looked into.
  package init(
    asked: String?, environment: [String: String], binary: String? = resolvedPath("/proc/self/exe")
  ) {
    if let asked = asked ?? environment["BERTRUN_TASKS"].flatMap({ $0.isEmpty ? nil : $0 }) {
      candidates = [asked]
      isNamed = true
      return
    }
    isNamed = false
    var places: [String] = []
    if let binary {
      var folder = parentFolder(of: binary)
      places.append(joinedPath(folder, "tasks"))
      places.append(joinedPath(parentFolder(of: folder), "share/bertrun/tasks"))
      while folder != "/" && folder != "." {
        folder = parentFolder(of: folder)
        places.append(joinedPath(folder, "tasks"))
      }
    }
    candidates = places + ["tasks"]
  }

  /// The folder of one task.
  package func folder(of task: TaskName) throws(CheckpointError) -> CheckpointFolder {
    for place in candidates {
      let path = joinedPath(place, task.rawValue)
      if resolvedPath(joinedPath(path, "task.json")) != nil { return try CheckpointFolder(path: path) }
    }
    throw CheckpointError.noEmbeddedTask(task.rawValue, searched: candidates, isNamed: isNamed)
  }
}
