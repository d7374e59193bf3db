import Glibc

/// `name` inside `folder`; an absolute name stands for itself.
package func joinedPath(_ folder: String, _ name: String) -> String {
  if name.utf8.first == UInt8(ascii: "/") || folder.isEmpty { return name }
  return folder.utf8.last == UInt8(ascii: "/") ? folder + name : "\(folder)/\(name)"
}

/// The folder of a path: what stands before its last slash, `.` where there is none.
package func parentFolder(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// What stands after the last slash of a path.
package func lastComponent(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
  return String(path[path.utf8.index(after: slash)...])
}

/// Whether a name from a file can only mean a file in the same folder.
func isPlainFileName(_ name: String) -> Bool {
  !name.isEmpty && name != "." && name != ".." && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
}

/// The path with links and `..` resolved, by which two spellings of one folder are the same; nil when nothing
/// is there.
package func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// What lies at a path, links followed; what is neither file nor folder counts as nothing.
package enum PathKind: Sendable {
  /// A regular file.
  case file
  /// A folder.
  case folder
  /// Neither, or nothing.
  case nothing
}

/// What lies at a path.
package func pathKind(_ path: String) -> PathKind {
  var status = stat()
  guard stat(path, &status) == 0 else { return .nothing }
  switch status.st_mode & S_IFMT {
  case S_IFREG: return .file
  case S_IFDIR: return .folder
  default: return .nothing
  }
}

/// The names in a folder, sorted by bytes; empty when it cannot be read.
package func folderNames(_ path: String) -> [String] {
  guard let directory = opendir(path) else { return [] }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// Makes a folder and those on its way; one that is there already is no error.
package func createFolder(_ path: String) throws(CheckpointError) {
  if pathKind(path) == .folder { return }
  let parent = parentFolder(of: path)
  if parent != path, pathKind(parent) == .nothing { try createFolder(parent) }
  guard mkdir(path, 0o755) == 0 || pathKind(path) == .folder else {
    throw CheckpointError.system(path: path, operation: .create, code: errno)
  }
}

/// Writes a file, which is replaced whole or not at all.
package func writeFile(_ bytes: [UInt8], to path: String) throws(CheckpointError) {
  let file = try ReplacedFile(path: path)
  try file.write(bytes)
  try file.commit()
}
