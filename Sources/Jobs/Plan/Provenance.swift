import Journal

/// What an output is made of: by this a later run knows whether it is up to date.
package struct Provenance: Sendable, Equatable {
  /// By what an input is recognised.
  package struct Input: Sendable, Equatable {
    /// Bytes.
    package var size: Int
    /// When it was last written, in whole seconds since 1970.
    package var seconds: Int
    /// Nanoseconds on top of them.
    package var nanoseconds: Int
    /// The fingerprint of its first bytes.
    package var beginning: String

    /// A file.
    package init(size: Int, seconds: Int, nanoseconds: Int, beginning: String) {
      self.size = size
      self.seconds = seconds
      self.nanoseconds = nanoseconds
      self.beginning = beginning
    }
  }

  /// A task, its model, and what was asked of it.
  package struct Task: Sendable, Equatable {
    /// The key of its annotation.
    package var key: String
    /// Its name.
    package var name: String
    /// The fingerprint of its model's files.
    package var model: String
    /// The precision that it is computed in.
    package var precision: String
    /// Its settings, as they were written.
    package var settings: [JobSetting]

    /// A task.
    package init(key: String, name: String, model: String, precision: String, settings: [JobSetting]) {
      self.key = key
      self.name = name
      self.model = model
      self.precision = precision
      self.settings = settings
    }
  }

  /// The input.
  package var input: Input
  /// The settings outside of tasks, as they were written.
  package var settings: [JobSetting]
  /// The tasks that annotate it, in their order.
  package var tasks: [Task]
  /// The tasks that found nothing of theirs in the input.
  package var leftOut: [Task]

  /// What an output is made of.
  package init(input: Input, settings: [JobSetting], tasks: [Task], leftOut: [Task]) {
    self.input = input
    self.settings = settings
    self.tasks = tasks
    self.leftOut = leftOut
  }
}

extension Provenance.Input {
  /// What is known of a file that was opened.
  init(_ identity: FileIdentity) {
    self.init(
      size: identity.size, seconds: identity.modified.seconds,
      nanoseconds: identity.modified.nanoseconds, beginning: identity.beginning.description)
  }
}

extension Provenance.Task {
  /// What decides whether an input is one of the task's: not the model.
  package var withoutModel: Self {
    var task = self
    (task.model, task.precision) = ("", "")
    return task
  }
}

extension Provenance {
  /// What a journal is bound to: the same, entry by entry.
  package var binding: RunBinding {
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
