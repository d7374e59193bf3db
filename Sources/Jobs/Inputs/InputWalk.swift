import Checkpoints
import Files
import Journal
import Records

/// An input of a job.
package struct FoundInput: Sendable, Equatable {
  /// Its path, from the current folder on.
  package var path: String
  /// Its path below the folder that its pattern names.
  package var relative: String

  /// An input.
  package init(path: String, relative: String) {
    self.path = path
    self.relative = relative
  }
}

/// Finds a job's inputs: what patterns match, what lies in folders, files as they are named.
///
/// What begins with a dot is passed over unless a pattern says the dot; so is the output folder, and what a job leaves
/// beside its outputs. A link to a folder is followed, but never into a folder that the way leads through already.
package struct InputWalk {
  /// The folder that patterns are relative to; empty for the current one.
  package let folder: String
  /// Patterns of what is not an input, relative to the same folder.
  package let excluded: [PathPattern]
  /// The output folder, resolved; nil where it does not exist.
  package let outputFolder: String?
  /// Whether folders give files of every name, as where the format is given.
  package let takesEveryName: Bool

  /// A walk from the folder of a job.
  package init(folder: String, excluded: [PathPattern], outputFolder: String?, takesEveryName: Bool) {
    self.folder = folder
    self.excluded = excluded
    self.outputFolder = outputFolder
    self.takesEveryName = takesEveryName
  }

  /// What was found.
  package struct Result: Sendable, Equatable {
    /// The inputs, in the order of the patterns, then of their names.
    package var inputs: [FoundInput] = []
    /// Files from folders, skipped because their names give no format.
    package var unknown = 0
    /// The files that were met; `**` may lead to one in several ways.
    fileprivate var met: Set<String> = []
  }

  /// What one pattern finds. A file or folder that is named outright and does not exist counts as an input: opening
  /// it reports what is wrong.
  package func inputs(of pattern: PathPattern) -> Result {
    var result = Result()
    let root = joinedPath(folder, pattern.root)
    if pattern.steps.isEmpty {
      switch pathKind(root) {
      case .folder:
        walk(root.isEmpty ? "." : root, below: "", [.anyFolders], ways: [], fromFolder: true, &result)
      case .file, .nothing:
        if !isExcluded(root) {
          result.inputs.append(FoundInput(path: root, relative: lastComponent(of: root)))
        }
      }
    } else {
      walk(root.isEmpty ? "." : root, below: "", pattern.steps[...], ways: [], fromFolder: false, &result)
    }
    return result
  }

  private func walk(
    _ path: String, below relative: String, _ steps: ArraySlice<PathPattern.Step>, ways: [String],
    fromFolder: Bool, _ result: inout Result
  ) {
    guard let resolved = resolvedPath(path), !ways.contains(resolved) else { return }
    // The folder that a pattern names may be the output folder; where it is met on the way, it is skipped.
    if resolved == outputFolder, !relative.isEmpty { return }
    for name in folderNames(path) {
      let child = path == "." ? name : joinedPath(path, name)
      let childRelative = relative.isEmpty ? name : "\(relative)/\(name)"
      let kind = pathKind(child)
      if isExcluded(child) { continue }
      if kind == .folder {
        guard steps.first == .anyFolders || steps.count > 1 else { continue }
        for rest in Self.rests(after: name, steps) {
          walk(child, below: childRelative, rest, ways: ways + [resolved], fromFolder: fromFolder, &result)
        }
      } else if kind == .file, Self.isFile(name, steps), !Self.isSideFile(name),
        !isOutput(child, in: resolved), result.met.insert(child).inserted
      {
        guard !fromFolder || takesEveryName || Self.tellsFormat(name) else {
          result.unknown += 1
          continue
        }
        result.inputs.append(FoundInput(path: child, relative: childRelative))
      }
    }
  }

  /// What is left of the steps inside a folder of this name; `**` may end here or continue.
  private static func rests(
    after name: String, _ steps: ArraySlice<PathPattern.Step>
  ) -> [ArraySlice<PathPattern.Step>] {
    switch steps.first {
    case nil: []
    case .anyFolders: (name.hasPrefix(".") ? [] : [steps]) + rests(after: name, steps.dropFirst())
    case .name(let pattern): pattern.matches(name) ? [steps.dropFirst()] : []
    }
  }

  /// Whether a file of this name ends the steps.
  private static func isFile(_ name: String, _ steps: ArraySlice<PathPattern.Step>) -> Bool {
    switch steps.first {
    case nil: false
    case .anyFolders where steps.count == 1: !name.hasPrefix(".")
    case .anyFolders: isFile(name, steps.dropFirst())
    case .name(let pattern): steps.count == 1 && pattern.matches(name)
    }
  }

  private func isExcluded(_ path: String) -> Bool {
    var own = path
    if !folder.isEmpty, own.hasPrefix(folder + "/") { own = String(own.dropFirst(folder.count + 1)) }
    return excluded.contains { $0.matches(own) }
  }

  /// Whether a file of the output folder is an output of a job: there is a manifest beside it.
  private func isOutput(_ path: String, in folder: String) -> Bool {
    guard let outputFolder, folder == outputFolder || folder.hasPrefix(outputFolder + "/") else {
      return false
    }
    return pathKind(Manifest.path(of: path)) == .file
  }

  private static func isSideFile(_ name: String) -> Bool {
    [".partial", ".journal", ".manifest.json", ".rejects.jsonl"].contains { name.hasSuffix($0) }
  }

  private static func tellsFormat(_ name: String) -> Bool {
    let lower = name.lowercased()
    return RecordFormat(name: name) != nil || lower.hasSuffix(".json") || lower.hasSuffix(".json.gz")
  }
}
