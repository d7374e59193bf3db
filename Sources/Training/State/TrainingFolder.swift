import Files

/// The output folder of a run: `best`, `last`, `state`, `recipe.yaml`, `log.jsonl`. One run has it at a time.
package final class TrainingFolder {
  /// The folder.
  package let path: Path
  private let lock: Int32

  /// Makes the folder and takes its lock; throws where another run has it.
  package init(_ path: Path) throws {
    self.path = path
    try path.appending("state").createFolder()
    let lockFile = path.appending("state/lock")
    lock = try FileCalls.open(lockFile, .update)
    guard try FileCalls.lock(lock, path: lockFile) else {
      FileCalls.close(lock)
      throw TrainingFault.locked(folder: path.text)
    }
    for name in ["best", "last"] { try finishReplacing(name) }
  }

  deinit { FileCalls.close(lock) }

  /// The file of the state.
  package var state: Path { path.appending("state/training.safetensors") }
  /// The file of events.
  package var log: Path { path.appending("log.jsonl") }
  /// The recipe with every value filled in.
  package var recipe: Path { path.appending("recipe.yaml") }

  /// Removes what a former run left: its state and its models.
  package func clear() throws(FileError) {
    try FileCalls.remove(state)
    for name in ["best", "last"] { try path.appending(Path(name)).removeFolder() }
  }

  /// Refuses to begin where there is no room for `bytes`.
  package func requireRoom(for bytes: Int) throws {
    let free = try FileCalls.freeBytes(at: path)
    guard free >= bytes else {
      throw TrainingFault.noRoom(folder: path.text, needed: bytes, free: free)
    }
  }

  /// Replaces the folder `name` by what `write` makes: it is written beside its place and then renamed, so that the name
  /// always leads to a whole model.
  package func replace(_ name: String, _ write: (Path) throws -> Void) throws {
    let (target, new, old) = places(name)
    try new.removeFolder()
    try write(new)
    if target.kind == .folder { try FileCalls.rename(target, to: old) }
    try FileCalls.rename(new, to: target)
    try FileCalls.syncFolder(path)
    try old.removeFolder()
  }

  /// Ends what a killed run had begun.
  private func finishReplacing(_ name: String) throws(FileError) {
    let (target, new, old) = places(name)
    if target.kind == .nothing, old.kind == .folder { try FileCalls.rename(old, to: target) }
    try old.removeFolder()
    try new.removeFolder()
  }

  private func places(_ name: String) -> (target: Path, new: Path, old: Path) {
    (
      path.appending(Path(name)), path.appending(Path(".\(name).new")), path.appending(Path(".\(name).old"))
    )
  }
}
