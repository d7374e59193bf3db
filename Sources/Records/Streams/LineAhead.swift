/// Lines of a source that can be looked at before their turn comes.
struct LineAhead: Sendable {
  private var lines: LineSplitter
  /// Lines that were read ahead, the next one last.
  private var ahead: [Line] = []

  init(_ source: any ByteSource) { lines = LineSplitter(source) }

  /// The next line.
  mutating func next() throws(RecordsError) -> Line? {
    if let line = ahead.popLast() { return line }
    return try lines.next()
  }

  /// The line after so many others, which stays to be read; nil where the source has not so many.
  mutating func peek(_ number: Int) throws(RecordsError) -> Line? {
    while ahead.count <= number {
      guard let line = try lines.next() else { return nil }
      ahead.insert(line, at: 0)
    }
    return ahead[ahead.count - 1 - number]
  }

  /// Gives back lines that were read, in their order.
  mutating func put(back read: [Line]) { ahead += read.reversed() }
}
