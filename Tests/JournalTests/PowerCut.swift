import Foundation

/// What is on a disk, as far as the calls in a log of `Preload/faults.c` guarantee it: a file's bytes after fsync of
/// the file, a name after fsync of its folder.
struct PowerCut {
  /// How kind the power cut is to what was not synced.
  enum Survivors: CaseIterable {
    /// Only what was synced is there.
    case synced
    /// All names are there, and of each file the bytes that were synced.
    case names
    /// All names are there, files have their last length, and zeros where bytes were not synced.
    case namesAndLengths
  }

  /// A file after the power is back.
  struct Content: Equatable {
    let bytes: [UInt8]
    /// Whether its times survived.
    let timeIsSynced: Bool
  }

  private final class File {
    var bytes: [UInt8] = []
    var synced: [UInt8] = []
    /// Whether its times were synced too, and with these bytes.
    var timeIsSynced = false
  }

  private var names: [String: File] = [:]
  private var syncedNames: [String: File] = [:]

  /// A disk that holds some files already.
  init(_ files: [String: String]) {
    for (path, text) in files {
      let file = File()
      file.bytes = Array(text.utf8)
      file.synced = file.bytes
      names[path] = file
      syncedNames[path] = file
    }
  }

  /// Makes the call of one line of the log.
  mutating func apply(_ line: Substring) throws {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let path = words[2]
    switch words[1] {
    case "open":
      if let file = names[path] {
        if words[3] == "empty" { file.bytes = [] }
      } else {
        names[path] = File()
      }
    case "write":
      guard let file = names[path], let offset = Int(words[3]) else { throw CancellationError() }
      let bytes = unhex(words[4])
      if file.bytes.count < offset + bytes.count {
        file.bytes += [UInt8](repeating: 0, count: offset + bytes.count - file.bytes.count)
      }
      file.bytes.replaceSubrange(offset..<offset + bytes.count, with: bytes)
      file.timeIsSynced = false
    case "ftruncate":
      guard let file = names[path], let length = Int(words[3]) else { throw CancellationError() }
      file.bytes = Array(file.bytes.prefix(length))
    case "fdatasync":
      guard let file = names[path] else { throw CancellationError() }
      file.synced = file.bytes
    case "fsync":
      if let file = names[path] {
        file.synced = file.bytes
        file.timeIsSynced = true
      } else {
        for name in Set(names.keys).union(syncedNames.keys) where isDirectly(name, in: path) {
          syncedNames[name] = names[name]
        }
      }
    case "rename":
      names[words[3]] = names.removeValue(forKey: path)
    case "unlink":
      names[path] = nil
    default: throw CancellationError()
    }
  }

  /// What is found after the power is back, by path.
  func found(_ survivors: Survivors) -> [String: Content] {
    (survivors == .synced ? syncedNames : names).mapValues { file in
      var bytes = file.synced
      if survivors == .namesAndLengths && file.bytes.count > bytes.count {
        bytes += [UInt8](repeating: 0, count: file.bytes.count - bytes.count)
      }
      return Content(bytes: bytes, timeIsSynced: file.timeIsSynced)
    }
  }

  private func isDirectly(_ path: String, in folder: String) -> Bool {
    (path as NSString).deletingLastPathComponent == folder
  }

  private func unhex(_ text: String) -> [UInt8] {
    let digits = Array(text.utf8).map { $0 < 58 ? $0 - 48 : $0 - 87 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
