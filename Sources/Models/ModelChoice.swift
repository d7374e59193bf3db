import Checkpoints
import Foundation

/// Which model a command uses.
package struct ModelChoice: Sendable {
  /// A folder or a name, as `-m` gives it; nil is the embedded task.
  package var name: String?
  /// The folder of embedded tasks; nil searches the usual places.
  package var tasksDirectory: String?

  /// The embedded task.
  package init() {}

  /// The folder that it names; without a name that of the embedded task.
  package func folder(of task: TaskName) throws(CheckpointError) -> CheckpointFolder {
    let environment = ProcessInfo.processInfo.environment
    guard let name else {
      return try EmbeddedTasks(asked: tasksDirectory, environment: environment).folder(of: task)
    }
    return try CheckpointFolder.locate(name, environment: environment)
  }
}

extension CheckpointFolder {
  /// The folder whose tokenizer and encoder a task uses: that which `task.json` names, else this one.
  package func encoderFolder() throws(CheckpointError) -> CheckpointFolder {
    isTask ? try encoderFolder(of: try manifest()) : self
  }
}
