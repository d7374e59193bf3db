import Checkpoints
import Files
import Journal
import Records
import Runs

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
  package let outputFolder: Path?
  /// Whether folders give files of every name, as where the format is given.
  package let takesEveryName: Bool

  /// A walk from the folder of a job.
  package init(folder: String, excluded: [PathPattern], outputFolder: Path?, takesEveryName: Bool) {
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
    /// What could not be looked into or taken.
    package var faults: [WalkFault] = []
    /// The files that were met; `**` may lead to one in several ways.
    fileprivate var met: Set<Path> = []

    fileprivate mutating func add(_ kind: WalkFault.Kind, _ path: Path) {
      let fault = WalkFault(path: path.text, kind: kind)
      if !faults.contains(fault) { faults.append(fault) }
    }
  }

  /// What one pattern finds. A file or folder that is named outright and does not exist counts as an input: opening
  /// it reports what is wrong.
  package func inputs(of pattern: PathPattern) -> Result {
    var result = Result()
    let joined = joinedPath(folder, pattern.root)
    let root = joined.isEmpty ? "." : joined
    if pattern.steps.isEmpty {
      switch pathKind(root) {
      case .folder: walk(Way(to: Path(root), fromFolder: true), [.anyFolders], &result)
      case .file, .nothing:
        if !isExcluded(root) {
          result.inputs.append(FoundInput(path: root, relative: lastComponent(of: root)))
        }
      }
    } else {
      walk(Way(to: Path(root), fromFolder: false), pattern.steps[...], &result)
    }
    return result
  }

  /// A folder, and how the walk came to it.
  private struct Way {
    /// The folder.
    var path: Path
    /// Its path below the folder that the pattern names; empty for that one.
    var relative = Path("")
    /// The folders on the way, links followed.
    var passed: [Path] = []
    /// Whether the pattern names a folder, whose files count by their names.
    let fromFolder: Bool

    init(to path: Path, fromFolder: Bool) {
      self.path = path
      self.fromFolder = fromFolder
    }

    /// The way to an entry of the folder, which is `resolved`.
    func entering(_ name: Path, from resolved: Path) -> Way {
      var way = self
      way.path = path == "." ? name : path.appending(name)
      way.relative = relative.appending(name)
      way.passed.append(resolved)
      return way
    }
  }

  private func walk(_ way: Way, _ steps: ArraySlice<PathPattern.Step>, _ result: inout Result) {
    let (resolved, names): (Path, [Path])
    do throws(FileError) {
      resolved = try FileCalls.realPath(way.path)
      if way.passed.contains(resolved) { return }
      // The folder that a pattern names may be the output folder; where it is met on the way, it is skipped.
      if resolved == outputFolder, !way.relative.bytes.isEmpty { return }
      names = try way.path.names()
    } catch {
      // A pattern whose first folder does not exist matches nothing.
      if !way.relative.bytes.isEmpty || !error.isMissing { result.add(.refused(error), way.path) }
      return
    }
    for name in names {
      let entry = way.entering(name, from: resolved)
      let text = name.text
      let rests =
        steps.first == .anyFolders || steps.count > 1 ? Self.rests(after: text, steps) : []
      let isWanted = Self.isFile(text, steps) && !Self.isSideFile(text)
      if rests.isEmpty && !isWanted || isExcluded(entry.path.text) { continue }
      do throws(FileError) {
        try visit(
          entry, try FileCalls.status(at: entry.path), rests, isWanted: isWanted, in: resolved, &result)
      } catch {
        result.add(.refused(error), entry.path)
      }
    }
  }

  /// Takes an entry of a folder, or goes into it.
  private func visit(
    _ entry: Way, _ status: FileStatus?, _ rests: [ArraySlice<PathPattern.Step>], isWanted: Bool,
    in folder: Path, _ result: inout Result
  ) throws(FileError) {
    guard let status else {
      // A name without a link was removed since the folder was read.
      if let target = FileCalls.linkTarget(entry.path) {
        result.add(.dangling(target: target.text), entry.path)
      }
      return
    }
    if status.isFolder {
      for rest in rests { walk(entry, rest, &result) }
      return
    }
    guard isWanted, !isOutput(entry.path, in: folder), result.met.insert(entry.path).inserted else { return }
    let name = entry.path.name.text
    guard !entry.fromFolder || takesEveryName || Self.tellsFormat(name) else {
      result.unknown += 1
      return
    }
    if status.isRegular {
      result.inputs.append(FoundInput(path: entry.path.text, relative: entry.relative.text))
    } else {
      result.add(.special, entry.path)
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
    let above = Array((folder + "/").utf8)
    if !folder.isEmpty, Path(path).bytes.starts(with: above) {
      own = Path(bytes: Path(path).bytes.dropFirst(above.count)).text
    }
    return excluded.contains { $0.matches(own) }
  }

  /// Whether a file of the output folder is an output of a job: there is a manifest beside it.
  private func isOutput(_ path: Path, in folder: Path) -> Bool {
    guard let outputFolder, folder == outputFolder || folder.isBelow(outputFolder) else { return false }
    return Path(Manifest.path(of: path.text)).kind == .file
  }

  private static func isSideFile(_ name: String) -> Bool {
    [".partial", ".journal", ".manifest.json"].contains { name.hasSuffix($0) } || RejectsFile.isName(name)
  }

  private static func tellsFormat(_ name: String) -> Bool {
    RecordFormat(name: name) != nil || Compression.stripped(name).lowercased().hasSuffix(".json")
  }
}
