import JSON

/// A line of an input.
package struct Line: Sendable, Equatable {
  /// The line without its line feed; a carriage return before that is kept.
  package var bytes: [UInt8]
  /// The line's number, from 1.
  package var number: Int
  /// The byte offset of its first byte, from 0.
  package var offset: Int

  /// Whether a line feed ends it; the last line of an input may lack one.
  package var hasLineFeed: Bool

  /// The line as it came, line feed included.
  package var original: [UInt8] { hasLineFeed ? bytes + [0x0A] : bytes }

  /// Whether it holds nothing but blanks, tabs and a carriage return (or the byte order mark).
  package var isBlank: Bool {
    let content = number == 1 && bytes.startsWithByteOrderMark ? bytes[3...] : bytes[...]
    return content.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  /// The line without byte order mark (of the first line) and carriage return.
  package var content: ArraySlice<UInt8> {
    var content = bytes[...]
    if number == 1, bytes.startsWithByteOrderMark { content = content.dropFirst(3) }
    if content.last == 0x0D { content = content.dropLast() }
    return content
  }
}

/// Cuts a source into lines at line feeds. A line of any length is given whole, as soon as it is complete.
package struct LineSplitter: Sendable {
  private var source: any ByteSource
  private var chunk: [UInt8] = []
  private var cursor = 0
  private var number: Int
  /// The byte offset of the next line.
  package private(set) var offset: Int

  /// A splitter of a source that begins after `number` lines and `offset` bytes of the input.
  package init(_ source: any ByteSource, after number: Int = 0, offset: Int = 0) {
    self.source = source
    self.number = number
    self.offset = offset
  }

  /// The next line; the last one may lack its line feed.
  package mutating func next() throws(RecordsError) -> Line? {
    var bytes: [UInt8] = []
    while true {
      if cursor == chunk.count {
        guard let more = try source.next() else {
          return bytes.isEmpty ? nil : line(bytes, hasLineFeed: false)
        }
        chunk = more
        cursor = 0
      }
      let rest = chunk[cursor...]
      if let feed = rest.firstIndex(of: 0x0A) {
        bytes += rest[..<feed]
        cursor = feed + 1
        return line(bytes, hasLineFeed: true)
      }
      bytes += rest
      cursor = chunk.count
    }
  }

  private mutating func line(_ bytes: [UInt8], hasLineFeed: Bool) -> Line {
    number += 1
    defer { offset += bytes.count + (hasLineFeed ? 1 : 0) }
    return Line(bytes: bytes, number: number, offset: offset, hasLineFeed: hasLineFeed)
  }
}
