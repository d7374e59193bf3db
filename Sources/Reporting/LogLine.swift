import Files
import Foundation
import JSON
import Logging

/// A log handler that writes one line per event on standard error: `bertrun: words` for people, or an object that has
/// the values of the event apart.
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

  /// Writes one event; a line that cannot be written (standard error closed) is lost, not the run.
  package func log(event: LogEvent) {
    let message = event.message.description.withReadablePaths
    let line =
      json
      ? Self.object(
        at: Date(), level: event.level.rawValue, message: message,
        metadata.merging(event.metadata ?? [:]) { $1 })
      : Self.words(message)
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }

  /// The line of an event for people: the message says all that matters of its values.
  package static func words(_ message: String) -> String { "bertrun: \(message)\n" }

  /// The line of an event for machines: time, level, message, then the values in the order of their names.
  package static func object(at time: Date, level: String, message: String, _ values: Logger.Metadata)
    -> String
  {
    var writer = JSONWriter()
    writer.beginObject()
    for (key, value) in [("time", time.formatted(.iso8601)), ("level", level), ("message", message)] {
      writer.key(key)
      writer.string(value)
    }
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      writer.key(key)
      writer.value(value)
    }
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }
}

extension JSONWriter {
  /// A value of an event; numbers and truth values stay what they are.
  fileprivate mutating func value(_ value: Logger.MetadataValue) {
    switch value {
    case .string(let text): string(text.withReadablePaths)
    case .stringConvertible(let number as Int): int(number)
    case .stringConvertible(let number as Double): self.number(number)
    case .stringConvertible(let truth as Bool): bool(truth)
    case .stringConvertible(let other): string(other.description)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .dictionary(let members):
      beginObject()
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        key(name)
        self.value(member)
      }
      endObject()
    }
  }
}
