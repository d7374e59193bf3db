import Foundation

/// Where the tests find the repository's files.
package enum Repository {
  /// The repository's root.
  package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The embedded tasks.
  package static let tasks = root.appendingPathComponent("tasks")

  /// The public corpora beside the repository; they are no part of it.
  package static let data = root.appendingPathComponent("../shared/data").standardizedFileURL

  /// The fixtures of a test target.
  package static func fixtures(_ target: String) -> URL {
    root.appendingPathComponent("Tests/\(target)/Fixtures")
  }

  /// Whether the corpora hold a file or folder.
  package static func hasData(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: data.appendingPathComponent(name).path)
  }

  /// The names in a folder that end in a suffix, without it, sorted.
  ///
  /// A folder that is empty or missing ends the process: tests over its files would pass without running.
  package static func names(in folder: URL, endingIn suffix: String) -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let names = found.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
    precondition(!names.isEmpty, "no files that end in '\(suffix)' in \(folder.path)")
    return names
  }
}
