import Checkpoints
import Faults
import Files
import JSON
import Training
import Yams

/// A recipe as a user gives it: a file, settings of the command line, or both. What the command line says comes last.
package struct RecipeSource: Sendable {
  /// The file; nil where the command line says all.
  package var file: String?
  /// Settings by their paths in the file: `rate`, `tasks.0.window`, `tag.window`.
  package var settings: [(path: String, value: String)] = []
  /// Files by task: `tag=train.conllu`.
  package var train: [(task: String, file: String)] = []
  /// Files to measure on, by task.
  package var dev: [(task: String, file: String)] = []

  /// Nothing said.
  package init() {}

  /// The name of the place where a fault is.
  private var name: String { file ?? "the command line" }

  /// Reads the recipe; throws what is wrong with it, and where.
  package func recipe() throws -> Recipe {
    do throws(JobFault) {
      var root = try document()
      for (task, file) in train { try root.add(file, to: "train", ofTask: task) }
      for (task, file) in dev { try root.add(file, to: "dev", ofTask: task) }
      for (path, value) in settings { try root.set(path, try Self.node(value)) }
      var recipe = Recipe()
      var reading = JobReading()
      try Recipe.table.read(root, into: &recipe, &reading)
      try check(recipe)
      return recipe
    } catch {
      throw FaultyRecipe(error, file: name)
    }
  }

  private func document() throws(JobFault) -> Node {
    guard let file else { return Node([(Node, Node)]()) }
    let bytes: [UInt8]
    do throws(CheckpointError) {
      bytes = try readFile(file, limit: 1 << 20)
    } catch {
      throw JobFault(.unreadable(error.message))
    }
    var node = try yamlDocument(bytes)
    guard node.mapping != nil else {
      throw node.fault(.wrongValue(key: "recipe", found: node.found, expected: Recipe.table.form))
    }
    node.resolvePaths(in: parentFolder(of: file))
    return node
  }

  private static func node(_ value: String) throws(JobFault) -> Node {
    do {
      return try Yams.compose(yaml: value)?.unplaced ?? Node("")
    } catch {
      return Node(value)
    }
  }

  /// What no key can check by itself.
  private func check(_ recipe: Recipe) throws(JobFault) {
    var names: Set<String> = []
    for task in recipe.tasks {
      guard names.insert(task.label).inserted else { throw JobFault(.sameName(task.label)) }
      if let window = task.window, let overlap = task.overlap, overlap >= window {
        throw JobFault(.overlapOverWindow(overlap: overlap, window: window))
      }
    }
  }
}

/// A recipe that makes no sense.
package struct FaultyRecipe: Fault {
  /// `FILE:LINE:COLUMN: why`.
  package let message: String
  /// The configuration cannot be used; on the command line a usage error.
  package let status: ExitStatus

  init(_ fault: JobFault, file: String) {
    message = fault.message(file: file)
    status = fault.line == nil ? .usage : .badConfiguration
  }
}

extension Node {
  /// The same value without its place: the command line has no lines.
  fileprivate var unplaced: Node {
    switch self {
    case .scalar(let scalar): .scalar(Scalar(scalar.string, scalar.tag, scalar.style))
    case .sequence(let sequence): Node(sequence.map(\.unplaced))
    case .mapping(let mapping): Node(mapping.map { ($0.key.unplaced, $0.value.unplaced) })
    case .alias: self
    }
  }

  /// Adds a file to a task's list, and the task where there is none yet.
  fileprivate mutating func add(_ file: String, to key: String, ofTask task: String) throws(JobFault) {
    var tasks = Array(self["tasks"]?.sequence ?? [])
    let place = tasks.firstIndex { $0.taskLabel == task }
    var entry = place.map { tasks[$0] } ?? Node([(Node("task"), Node(task))])
    let files = entry[key].map { $0.sequence.map { Array($0) } ?? [$0] } ?? []
    entry.mapping?[Node(key)] = Node(files + [Node(file)])
    if let place { tasks[place] = entry } else { tasks.append(entry) }
    mapping?[Node("tasks")] = Node(tasks)
  }

  /// Sets the value at a dotted path: keys, places in lists, and the names of tasks.
  fileprivate mutating func set(_ path: String, _ value: Node) throws(JobFault) {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    guard let first = parts.first else { throw JobFault(.unknownKey(path, known: Recipe.keyNames)) }
    guard parts.count == 2 else {
      mapping?[Node(first)] = value
      return
    }
    if first == "tasks" { return try setTask(parts[1], value) }
    guard self["tasks"]?.sequence?.contains(where: { $0.taskLabel == first }) == true else {
      throw JobFault(
        .unknownKey(
          first, known: Recipe.keyNames + (self["tasks"]?.sequence?.compactMap(\.taskLabel) ?? [])))
    }
    try setTask(path, value)
  }

  /// Sets a task's value; `path` begins with its name or its place.
  private mutating func setTask(_ path: String, _ value: Node) throws(JobFault) {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    var tasks = Array(self["tasks"]?.sequence ?? [])
    let place = tasks.indices.first { tasks[$0].taskLabel == parts[0] || String($0) == parts[0] }
    guard let place, parts.count == 2 else {
      throw JobFault(.unknownKey(path, known: tasks.compactMap(\.taskLabel)))
    }
    if tasks[place].mapping == nil { tasks[place] = Node([(Node("task"), tasks[place])]) }
    tasks[place].mapping?[Node(parts[1])] = value
    mapping?[Node("tasks")] = Node(tasks)
  }

  /// What a task of a recipe is called.
  private var taskLabel: String? {
    mapping == nil ? plainText : (self["name"] ?? self["task"])?.plainText
  }

  /// Makes paths that are relative to the file's folder relative to the current one.
  fileprivate mutating func resolvePaths(in folder: String) {
    guard folder != "." else { return }
    resolve("output", in: folder, isModel: false)
    resolve("model", in: folder, isModel: true)
    guard let tasks = self["tasks"]?.sequence else { return }
    mapping?[Node("tasks")] = Node(
      tasks.map { task in
        var task = task
        for key in ["train", "dev", "labels"] { task.resolve(key, in: folder, isModel: false) }
        if let weights = task["class_weights"]?.plainText, !["auto", "none"].contains(weights) {
          task.resolve("class_weights", in: folder, isModel: false)
        }
        return task
      })
  }

  private mutating func resolve(_ key: String, in folder: String, isModel: Bool) {
    guard let value = self[key] else { return }
    func resolved(_ node: Node) -> Node {
      guard let text = node.plainText else { return node }
      let path = joinedPath(folder, text)
      if isModel, resolvedPath(path) == nil { return node }
      var scalar = node.scalar
      scalar?.string = path
      return scalar.map { Node.scalar($0) } ?? node
    }
    mapping?[Node(key)] = value.sequence.map { Node($0.map(resolved)) } ?? resolved(value)
  }
}
