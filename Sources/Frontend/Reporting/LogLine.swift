import Foundation
import JSON
import Logging

/// A log handler that writes a line an event on standard error: `bertrun: words` for people, or an object.
package struct LogLine: LogHandler {
  /// Values that every event carries.
  package var metadata: Logger.Metadata = [:]
  /// The least important events that are written.
  package var logLevel: Logger.Level = .info
  private let json: Bool

  /// A handler for one form of lines.
  package init(json: Bool) { self.json = json }

  /// One value that every event carries.
  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Writes one event.
  package func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    guard json else {
      let values = all.map { " \($0.key)=\($0.value)" }.joined()
      return write("bertrun: \(event.message)\(values)\n")
    }
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("time")
    writer.string(Date().formatted(.iso8601))
    writer.key("level")
    writer.string(event.level.rawValue)
    writer.key("message")
    writer.string(event.message.description)
    for (key, value) in all {
      writer.key(key)
      writer.string(value.description)
    }
    writer.endObject()
    write(String(decoding: writer.bytes, as: UTF8.self) + "\n")
  }

  /// A line that cannot be written (standard error closed) is lost, not the run.
  private func write(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }
}
