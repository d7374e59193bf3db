import Files
import Foundation

/// A folder for one test, gone with it.
final class Scratch {
  let folder: Path

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "files-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = Path(folder.path)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder.text)
  }

  func path(_ name: Path) -> Path { folder.appending(name) }

  /// Makes a file in the plainest way.
  func write(_ text: String, to name: Path) throws {
    let descriptor = try FileCalls.open(path(name), .replace)
    defer { FileCalls.close(descriptor) }
    try FileCalls.write(descriptor, Array(text.utf8), path: name)
  }

  func text(_ name: Path) throws -> String {
    let descriptor = try FileCalls.open(path(name), .read)
    defer { FileCalls.close(descriptor) }
    return String(
      decoding: try FileCalls.read(descriptor, at: 0, count: 1 << 16, path: name), as: UTF8.self)
  }
}
