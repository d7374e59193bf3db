import JSON

/// The raw records of a rejects file, one after the other, as an input of the format that they were read in.
///
/// Rejects of JSON lines need no such source: their reader unwraps line by line, and keeps the first places.
struct RejectsSource: ByteSource {
  private var lines: LineSplitter
  private let separator: [UInt8]

  /// What every line of a rejects file begins with.
  static let opening = Array("{\"reject\":1,".utf8)

  /// A source for the records of a format; nil for formats whose records need more than their own bytes.
  init?(_ source: any ByteSource, format: RecordFormat) {
    guard let end = format.rejectEnd else { return nil }
    separator = end
    lines = LineSplitter(source)
  }

  mutating func next() throws(RecordsError) -> [UInt8]? {
    while let line = try lines.next() {
      guard let record = try? JSONRecord(line.bytes), let wrapped = WrappedReject(record) else {
        // Not a reject: it was put here to be read as it is.
        if line.isBlank { continue }
        return line.original
      }
      return wrapped.raw + separator
    }
    return nil
  }

  /// The format of the input that the first reject names.
  static func format(of bytes: [UInt8]) -> RecordFormat? {
    let line = bytes.prefix { $0 != 0x0A }
    return (try? JSONRecord(Array(line)))?.value(at: "file")?.string.flatMap(RecordFormat.init(name:))
  }
}
