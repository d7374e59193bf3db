import Glibc

/// The replacement of a file, whole or not at all: the new one is written beside it under its name with `.partial` added,
/// made durable, renamed, and its folder synced.
package struct Replacement: Sendable {
  /// The file that is replaced, or that will exist.
  package let target: Path

  /// The replacement of the file, or of the link, that is called `target`.
  package init(of target: Path) { self.target = target }

  /// The replacement of the file that a path stands for, all links followed, whether it exists or not; nil where there is a
  /// device, a pipe or a socket. A folder is an error.
  package init?(following path: Path) throws(FileError) {
    if let status = try FileCalls.status(at: path) {
      if status.isFolder { throw FileError(path: path.text, operation: .create, code: EISDIR) }
      guard status.isRegular else { return nil }
      target = try FileCalls.realPath(path)
      return
    }
    // A link may lead to where no file is yet.
    var target = path
    for _ in 0..<40 {
      guard let next = FileCalls.linkTarget(target) else {
        self.target = target
        return
      }
      target = target.parent.appending(next)
    }
    throw FileError(path: path.text, operation: .create, code: ELOOP)
  }

  /// The name that the new file has until it is whole.
  package var partial: Path { target.adding(".partial") }

  /// Makes the new file whole and durable under its partial name, with the mode of the old one, and its owner where this
  /// process may give files away; returns the time it bears.
  package func seal(_ descriptor: Int32) throws(FileError) -> FileTime {
    if let old = try FileCalls.status(at: target) {
      let now = try FileCalls.status(descriptor, path: partial)
      if old.owner != now.owner || old.group != now.group {
        _ = FileCalls.setOwner(descriptor, owner: old.owner, group: old.group)
      }
      if old.mode != now.mode { try FileCalls.setMode(descriptor, old.mode, path: partial) }
    }
    try FileCalls.sync(descriptor, path: partial)
    return try FileCalls.status(descriptor, path: partial).modified
  }

  /// Puts the sealed file in the place of the old one; returns when that is on the disk.
  package func commit() throws(FileError) {
    try FileCalls.rename(partial, to: target)
    try FileCalls.syncFolder(target.parent)
  }
}
