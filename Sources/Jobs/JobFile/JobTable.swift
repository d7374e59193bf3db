import Yams

/// What an output owes to a key.
enum JobWeight {
  /// Another value makes another output.
  case result
  /// Each key inside has its own weight.
  case inner
  /// Nothing: where outputs lie, how fast they are made, what is reported.
  case none
}

/// A key of a job file: its name, its meaning, its form, and where its value goes. One entry holds all that is
/// known about a key, so that none can be checked and not read, or read and not explained.
struct JobKey<Target> {
  /// The key as errors and editors know it.
  let description: JobKeyDescription
  /// Puts the key's value into what the mapping becomes.
  let read: (Node, inout Target, inout JobReading) throws(JobFault) -> Void

  /// A key whose value goes to `path`; `tasks` are those that it belongs to, where it is not all of them.
  init<Value>(
    _ name: String, _ about: String, _ value: JobValue<Value>, required: Bool = false,
    weight: JobWeight = .result,
    of tasks: [String] = [], to path: WritableKeyPath<Target, Value>
  ) {
    description = JobKeyDescription(
      name: name, about: about, form: value.form, isRequired: required, tasks: tasks)
    read = { node, target, reading throws(JobFault) in
      let first = reading.settings.count
      do throws(JobFault) {
        guard let found = try value.read(node, &reading) else {
          throw node.fault(.wrongValue(key: name, found: node.found, expected: value.form))
        }
        target[keyPath: path] = found
      } catch {
        throw error.named(name)
      }
      switch weight {
      case .none: reading.settings.removeSubrange(first...)
      case .result: reading.settings.append(JobSetting(name, node.canonical))
      case .inner:
        for index in reading.settings.indices.dropFirst(first) {
          reading.settings[index].name = "\(name).\(reading.settings[index].name)"
        }
      }
    }
  }

  /// A key whose value may be left out.
  init<Value>(
    _ name: String, _ about: String, _ value: JobValue<Value>, required: Bool = false,
    weight: JobWeight = .result,
    of tasks: [String] = [], to path: WritableKeyPath<Target, Value?>
  ) {
    self.init(
      name, about, value.map(Optional.some), required: required, weight: weight, of: tasks, to: path)
  }
}

extension JobFault {
  /// The fault of a list's element with the name of its key.
  fileprivate func named(_ name: String) -> JobFault {
    guard case .wrongElement("", let found, let expected) = kind else { return self }
    return JobFault(
      line: line, column: column, .wrongElement(key: name, found: found, expected: expected))
  }
}

/// The keys of one mapping of a job file.
struct JobTable<Target> {
  /// The keys, in the order in which they are explained.
  let keys: [JobKey<Target>]

  /// Its keys for errors and editors.
  var form: JobForm { .mapping(keys.map(\.description)) }

  /// Reads a mapping's values, in the order of the file. `owner` names the task whose keys alone may stand here.
  func read(
    _ node: Node, into target: inout Target, _ reading: inout JobReading, of owner: String? = nil
  ) throws(JobFault) {
    guard let mapping = node.mapping else { return }
    var seen: Set<String> = []
    for (key, value) in mapping {
      let name = key.scalar?.string ?? key.canonical
      guard let entry = keys.first(where: { $0.description.name == name }) else {
        throw key.fault(.unknownKey(name, known: names(of: owner)))
      }
      let tasks = entry.description.tasks
      if let owner, !tasks.isEmpty, !tasks.contains(owner) {
        throw key.fault(.keyOfOtherTask(name, task: owner, tasks: tasks))
      }
      seen.insert(name)
      try entry.read(value, &target, &reading)
    }
    for key in keys where key.description.isRequired && !seen.contains(key.description.name) {
      throw node.fault(.missingKey(key.description.name))
    }
  }

  private func names(of owner: String?) -> [String] {
    keys.filter { key in
      owner.map { key.description.tasks.isEmpty || key.description.tasks.contains($0) } ?? true
    }.map(\.description.name)
  }

  /// The mapping as a value.
  func value(_ initial: @escaping () -> Target) -> JobValue<Target> {
    JobValue(form: form) { node, reading throws(JobFault) in
      guard node.mapping != nil else { return nil }
      var target = initial()
      try read(node, into: &target, &reading)
      return target
    }
  }
}
