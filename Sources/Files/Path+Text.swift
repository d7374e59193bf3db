// The same operations for callers that hold paths as text. A name that is not UTF-8 cannot be spelled so: `Path` can.

/// `name` inside `folder`; an absolute name stands for itself.
package func joinedPath(_ folder: String, _ name: String) -> String {
  Path(folder).appending(Path(name)).text
}

/// The folder of a path: what stands before its last slash, `.` where there is none.
package func parentFolder(of path: String) -> String { Path(path).parent.text }

/// What stands after the last slash of a path.
package func lastComponent(of path: String) -> String { Path(path).name.text }

/// Whether a name from a file can only mean a file in the same folder.
package func isPlainFileName(_ name: String) -> Bool { Path(name).isPlainName }

/// The path with links and `..` resolved; nil when there is nothing.
package func resolvedPath(_ path: String) -> String? { Path(path).resolved?.text }

/// What lies at a path.
package func pathKind(_ path: String) -> PathKind { Path(path).kind }

/// The names in a folder, sorted by bytes; empty when it cannot be read.
package func folderNames(_ path: String) -> [String] { ((try? Path(path).names()) ?? []).map(\.text) }
