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

  /// Writes `output/encoder`, and `output/TASK` for every head of every source. Refuses encoders and tokenizers that
  /// differ, and tells in what.
  package static func convert(
    _ sources: [Source], to output: String, form: EncoderForm
  ) throws(ModelError) -> Result {
    var opened: [OpenedCheckpoint] = []
    defer { for checkpoint in opened { checkpoint.close() } }
    for source in sources { opened.append(try OpenedCheckpoint(source.folder)) }
    guard let first = opened.first else {
      preconditionFailure("there is something to convert")
    }
    for other in opened.dropFirst() { try first.requireSameEncoder(as: other) }

    let plans = try plan(opened, sources)
    let needsPooler = plans.contains { $0.form.dense == .pooler }
    let holder = opened.first { $0.weights.contains("\(TensorNames.pooler).weight") } ?? first
    let encoder = joinedPath(output, "encoder")
    let quantized = try holder.writeEncoder(to: encoder, form: form, withPooler: needsPooler)
    var tasks: [String] = []
    for plan in plans {
      let folder = joinedPath(output, plan.task.rawValue)
      try plan.checkpoint.writeTask(plan.form, task: plan.task, defaults: plan.defaults, to: folder)
      tasks.append(folder)
    }
    return Result(encoder: encoder, tasks: tasks, quantized: quantized)
  }

  private struct Plan {
    let checkpoint: OpenedCheckpoint
    let form: HeadForm
    let task: TaskName
    let defaults: TaskManifest.Defaults
  }

  /// Every head of every source as a task; a pooler alone is the task of vectors.
  private static func plan(
    _ opened: [OpenedCheckpoint], _ sources: [Source]
  ) throws(ModelError) -> [Plan] {
    var plans: [Plan] = []
    for (checkpoint, source) in zip(opened, sources) {
      let heads = checkpoint.heads.filter { $0.kind != .pooled }
      let forms = heads.isEmpty ? checkpoint.heads : heads
      if forms.isEmpty {
        throw ModelError.noHead(
          path: checkpoint.folder.path, wanted: HeadKind.allCases, missing: nil, holds: [])
      }
      for form in forms {
        let task = form.kind.task
        if let other = plans.first(where: { $0.task == task }) {
          throw ModelError.sameTaskName(
            task.rawValue, first: other.checkpoint.folder.path, second: checkpoint.folder.path)
        }
        var defaults = source.defaults.filled(from: checkpoint.manifest?.defaults)
        if task != .tag { defaults.words = nil }
        plans.append(Plan(checkpoint: checkpoint, form: form, task: task, defaults: defaults))
      }
    }
    return plans
  }
}

extension HeadKind {
  /// The task that reads a head of this kind.
  package var task: TaskName {
    switch self {
    case .token, .replacedToken: .tag
    case .span: .qa
    case .sequence, .choice: .pair
    case .maskedLM: .fillMask
    case .nextSentence, .sentenceOrder: .nsp
    case .pooled: .embed
    }
  }
}
