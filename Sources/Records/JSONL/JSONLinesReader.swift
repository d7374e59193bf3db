import Annotations
import JSON

/// Reads JSON lines: one object per line; blank lines pass through; lines of a rejects file are unwrapped.
package struct JSONLinesReader: RecordReader {
  private var lines: LineSplitter
  private let file: Int
  private let parser: JSONLinesParser

  /// A reader of input number `file`, whose source begins after `number` lines and `offset` bytes of it.
  package init(
    _ source: any ByteSource, file: Int, parser: JSONLinesParser, after number: Int = 0, offset: Int = 0
  ) {
    lines = LineSplitter(source, after: number, offset: offset)
    self.file = file
    self.parser = parser
  }

  /// Where the next line begins. A line is an item, so that as many items come before it as lines.
  package var restart: Int? { lines.offset }

  /// The next record, blank line or reject.
  package mutating func next() throws(RecordsError) -> ReadItem? {
    guard let line = try lines.next() else { return nil }
    if line.isBlank { return .verbatim(line.bytes + [0x0A]) }
    return parser.item(line.bytes, at: Place(file: file, line: line.number, offset: line.offset))
  }
}

/// Makes a record of the bytes of one line.
package struct JSONLinesParser: Sendable {
  private let selection: FieldSelection
  private let policy: KeyPolicy
  private let gold: GoldSelection?

  /// A parser that reads these fields, and rejects records that have the policy's keys.
  package init(_ selection: FieldSelection, policy: KeyPolicy, gold: GoldSelection? = nil) {
    self.selection = selection
    self.policy = policy
    self.gold = gold
  }

  /// The record, or its reject, that one line's bytes are.
  package func item(_ bytes: [UInt8], at place: Place) -> ReadItem {
    do throws(JSONError) {
      let record = try JSONRecord(bytes)
      if place.origin == nil, let wrapped = WrappedReject(record) {
        return item(wrapped.raw, at: wrapped.place(in: place))
      }
      return item(record, at: place)
    } catch {
      return .reject(Self.reject(error, bytes, at: place))
    }
  }

  private func item(_ record: JSONRecord, at place: Place) -> ReadItem {
    let id = selection.identifier(record.value)
    do throws(Reject.Reason) {
      if !policy.replace, let taken = policy.keys.first(where: record.contains) {
        throw .keyExists(key: taken)
      }
      let fields = try selection.fields(record.value, present: { record.keys })
      return .record(
        Record(place: place, id: id, fields: fields, gold: gold?.gold(record.value), carrier: record))
    } catch {
      return .reject(Reject(error, place: place, id: id, raw: record.bytes))
    }
  }

  /// The reject of a line that is not a JSON object.
  private static func reject(_ error: JSONError, _ bytes: [UInt8], at place: Place) -> Reject {
    let reason: Reject.Reason =
      switch error.kind {
      case .invalidUTF8: .utf8
      case .notObject: .notObject
      default: .json(error.kind)
      }
    // A record that was given whole may have line feeds inside.
    var faultPlace = place
    faultPlace.line += error.line(in: bytes) - 1
    return Reject(reason, place: faultPlace, column: error.column(in: bytes), raw: bytes)
  }
}
