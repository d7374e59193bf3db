import Journal

/// What an output is made of: by this a later run knows whether it is still what it would be.
struct MadeOf: Sendable, Equatable {
  /// By what an input is recognised.
  struct Input: Sendable, Equatable {
    /// Bytes.
    var size: Int
    /// When it was last written, in whole seconds since 1970.
    var seconds: Int
    /// Nanoseconds on top of them.
    var nanoseconds: Int
    /// The fingerprint of its first bytes.
    var beginning: String
  }

  /// A task, its model, and what was asked of it.
  struct Task: Sendable, Equatable {
    /// The key of its annotation.
    var key: String
    /// Its name.
    var name: String
    /// The fingerprint of its model's files.
    var model: String
    /// The precision that it is computed in.
    var precision: String
    /// Its settings, as they were written.
    var settings: [JobSetting]
  }

  /// The input.
  var input: Input
  /// The settings outside of tasks, as they were written.
  var settings: [JobSetting]
  /// The tasks that annotate it, in their order.
  var tasks: [Task]
  /// The tasks that found nothing of theirs in the input.
  var leftOut: [Task]
}

extension MadeOf.Input {
  /// What is known of a file that was opened.
  init(_ identity: FileIdentity) {
    size = identity.size
    seconds = identity.modified.seconds
    nanoseconds = identity.modified.nanoseconds
    beginning = identity.beginning.description
  }
}

extension MadeOf.Task {
  /// What decides whether an input is one of the task's: not the model.
  var withoutModel: Self {
    var task = self
    (task.model, task.precision) = ("", "")
    return task
  }
}

extension MadeOf {
  /// What a journal is bound to: the same, entry by entry.
  var binding: RunBinding {
    var binding = RunBinding()
    binding.add("input size", String(input.size))
    binding.add("input time", "\(input.seconds) \(input.nanoseconds)")
    binding.add("input beginning", input.beginning)
    for setting in settings { binding.add(setting.name, setting.value) }
    for task in tasks {
      binding.add("\(task.key): task", task.name)
      binding.add("\(task.key): model", task.model)
      binding.add("\(task.key): precision", task.precision)
      for setting in task.settings { binding.add("\(task.key): \(setting.name)", setting.value) }
    }
    return binding
  }
}
