/// What lies at a path, links followed; what is neither file nor folder counts as nothing.
package enum PathKind: Sendable {
  /// A regular file.
  case file
  /// A folder.
  case folder
  /// Neither, or nothing.
  case nothing
}

extension Path {
  /// What lies here; nothing, too, where the system does not say.
  package var kind: PathKind {
    guard let status = try? FileCalls.status(at: self) else { return .nothing }
    return status.isRegular ? .file : status.isFolder ? .folder : .nothing
  }

  /// The path with links and `..` resolved, by which two spellings of one folder are the same; nil when there is nothing.
  package var resolved: Path? { try? FileCalls.realPath(self) }

  /// The names in this folder, sorted by bytes.
  package func names() throws(FileError) -> [Path] { try FileCalls.names(in: self).sorted() }

  /// Makes this folder and those on the way to it; existing ones are kept.
  package func createFolder() throws(FileError) {
    if kind == .folder { return }
    if parent != self, parent.kind == .nothing { try parent.createFolder() }
    do throws(FileError) {
      try FileCalls.makeFolder(self)
    } catch {
      if kind != .folder { throw error }
    }
  }
}
