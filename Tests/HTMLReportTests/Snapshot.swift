import Foundation
import Testing

/// Compares texts with the files in `Snapshots` beside the test.
enum Snapshot {
  /// Expects `text` to be what the file of this name holds. With `BERTRUN_RECORD` set, or without such a file, it is written
  /// anew, and the test fails: what was recorded must be looked at.
  static func expect(_ text: String, is name: String, beside file: String = #filePath) throws {
    let url = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Snapshots")
      .appendingPathComponent(name)
    let isRecording = ProcessInfo.processInfo.environment["BERTRUN_RECORD"] != nil
    guard !isRecording, let kept = try? Data(contentsOf: url) else {
      try Data(text.utf8).write(to: url)
      Issue.record("recorded \(name), look at it and run again")
      return
    }
    // By bytes: strings compare by what they look like.
    if !kept.elementsEqual(text.utf8) {
      let found = url.deletingPathExtension().appendingPathExtension("found")
      try Data(text.utf8).write(
        to: FileManager.default.temporaryDirectory.appendingPathComponent(found.lastPathComponent))
      Issue.record("the text differs from \(name); see \(found.lastPathComponent) in the temporary folder")
    }
  }
}
