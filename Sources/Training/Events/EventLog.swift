import Files
import JSON

/// The file of a run's events, a line each, written as they come.
package final class EventLog {
  private let descriptor: Int32
  private let path: Path

  /// Begins a log, or continues one: lines of steps after `step` are then left out, for they are done again.
  package init(_ path: Path, keepingUpTo step: Int?) throws(FileError) {
    var kept: [UInt8] = []
    if let step, let lines = try? Self.lines(of: path) {
      for line in lines {
        guard let event = try? JSONValue.parse(line) else { continue }
        if let its = event["step"]?.int, its > step { continue }
        if event["event"]?.string == "end" { continue }
        kept += line + [0x0A]
      }
    }
    try ReplacedFile.write(kept, to: path)
    self.path = path
    descriptor = try FileCalls.open(path, .append)
    try FileCalls.seek(descriptor, to: kept.count, path: path)
  }

  deinit { FileCalls.close(descriptor) }

  /// Writes an event.
  package func write(_ event: TrainingEvent) throws(FileError) {
    try FileCalls.write(descriptor, event.line, path: path)
  }

  private static func lines(of path: Path) throws(FileError) -> [[UInt8]] {
    let descriptor = try FileCalls.open(path, .read)
    defer { FileCalls.close(descriptor) }
    let size = try FileCalls.status(descriptor, path: path).size
    let bytes = try FileCalls.read(descriptor, at: 0, count: size, path: path)
    return bytes.split(separator: 0x0A).map { Array($0) }
  }
}
