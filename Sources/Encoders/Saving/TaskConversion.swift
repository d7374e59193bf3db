import Checkpoints
import Files
import JSON

/// Makes task folders that share one encoder of checkpoints whose encoders are the same.
package struct TaskConversion {
  /// A checkpoint and what its tasks are to be.
  package struct Source {
    /// The checkpoint.
    package let folder: CheckpointFolder
    /// Settings that the task's `task.json` starts with; a word rule goes to a tagging task alone.
    package let defaults: TaskManifest.Defaults

    /// A checkpoint with the defaults of its tasks.
    package init(_ folder: CheckpointFolder, defaults: TaskManifest.Defaults = TaskManifest.Defaults()) {
      self.folder = folder
      self.defaults = defaults
    }
  }

  /// What was written.
  package struct Result: Sendable, Equatable {
    /// The folder of the encoder.
    package let encoder: String
    /// The folders of the tasks, in the order of the sources.
    package let tasks: [String]
    /// The canonical names of the matrices that are stored in 8 bits.
    package let quantized: [String]
  }

  /// A task that is made: a head of one of the sources.
  package struct Task {
    /// Its `task.json`.
    package let manifest: TaskManifest
    /// Its head.
    package let form: HeadForm
    let checkpoint: OpenedCheckpoint
  }

  /// The tasks, in the order of the sources.
  package let tasks: [Task]
  private let opened: [OpenedCheckpoint]
  /// The source whose encoder is written: one that has a pooler, where any has.
  let holder: OpenedCheckpoint

  /// Opens the sources, of which there is one at least. Refuses encoders and tokenizers that differ, and names the
  /// difference. The files stay open until `close`.
  package init(_ sources: [Source]) throws(ModelError) {
    var opened: [OpenedCheckpoint] = []
    do throws(ModelError) {
      for source in sources { opened.append(try OpenedCheckpoint(source.folder)) }
      guard let first = opened.first else { preconditionFailure("nothing to convert") }
      for other in opened.dropFirst() { try first.requireSameEncoder(as: other) }
      tasks = try Self.tasks(opened, sources)
      holder =
        opened.first { checkpoint in
          checkpoint.parameters.pooler?.all.allSatisfy(checkpoint.weights.contains) ?? false
        }
        ?? first
      self.opened = opened
    } catch {
      for checkpoint in opened { checkpoint.close() }
      throw error
    }
  }

  /// Closes the sources' files.
  package func close() {
    for checkpoint in opened { checkpoint.close() }
  }

  /// Makes task folders of sources.
  package static func convert(
    _ sources: [Source], to output: String, form: EncoderForm
  ) throws(ModelError) -> Result {
    let conversion = try TaskConversion(sources)
    defer { conversion.close() }
    return try conversion.write(to: output, form: form)
  }

  /// Writes `output/encoder`, and `output/TASK` for every task.
  package func write(to output: String, form: EncoderForm) throws(ModelError) -> Result {
    let needsPooler = tasks.contains { $0.form.dense == .pooler }
    let encoder = joinedPath(output, "encoder")
    let quantized = try holder.writeEncoder(to: encoder, form: form, withPooler: needsPooler)
    var folders: [String] = []
    for task in tasks {
      let folder = joinedPath(output, task.manifest.task.rawValue)
      try task.checkpoint.writeTask(task.form, task.manifest, to: folder)
      folders.append(folder)
    }
    return Result(encoder: encoder, tasks: folders, quantized: quantized)
  }

  /// Every head of every source as a task; a pooler alone is the task of vectors.
  private static func tasks(
    _ opened: [OpenedCheckpoint], _ sources: [Source]
  ) throws(ModelError) -> [Task] {
    var tasks: [Task] = []
    for (checkpoint, source) in zip(opened, sources) {
      let heads = checkpoint.heads.filter { $0.kind != .pooled }
      let forms = heads.isEmpty ? checkpoint.heads : heads
      if forms.isEmpty {
        throw ModelError.noHead(
          path: checkpoint.folder.path, wanted: HeadKind.allCases, missing: nil, holds: [])
      }
      for form in forms {
        let task = form.kind.task
        if let other = tasks.first(where: { $0.manifest.task == task }) {
          throw ModelError.sameTaskName(
            task.rawValue, first: other.checkpoint.folder.path, second: checkpoint.folder.path)
        }
        var defaults = source.defaults.filled(from: checkpoint.manifest?.defaults)
        if task != .tag { defaults.words = nil }
        let manifest = try checkpoint.manifest(of: form, task: task, defaults: defaults)
        tasks.append(Task(manifest: manifest, form: form, checkpoint: checkpoint))
      }
    }
    return tasks
  }
}
