/// Unpacks another source: one member or several. Bytes after the last one that begin no member are left out, and noted.
struct CompressedSource: ByteSource {
  private let compression: Compression
  private let notes: ReadNotes
  private let codec: Codec
  private var source: any ByteSource
  private var input: ArraySlice<UInt8> = []
  private var isInside = false
  /// Whether the codec may hold output that needs no more input.
  private var isFull = false
  private var isEnd = false
  private var isFirst = true

  /// How many bytes one step gives at most.
  private static let step = 1 << 16

  /// A source that gives what `source` holds compressed. Throws where the library is missing.
  init(_ source: any ByteSource, _ compression: Compression, notes: ReadNotes) throws(RecordsError) {
    codec = try Codec(decoding: compression)
    self.compression = compression
    self.source = source
    self.notes = notes
  }

  /// The next bytes.
  mutating func next() throws(RecordsError) -> [UInt8]? {
    while !isEnd {
      if !isInside {
        guard try begin() else { return nil }
      } else if input.isEmpty, !isFull {
        guard let more = try source.next() else { throw .compressedTruncated(compression) }
        input = more[...]
      }
      var output: [UInt8] = []
      let (taken, outcome) = codec.decode(input, into: &output, limit: Self.step)
      input = input.dropFirst(taken)
      isFull = output.count == Self.step
      switch outcome {
      case .more: break
      case .corrupt: throw .compressedCorrupt(compression)
      case .memberEnd:
        isInside = false
        isFull = false
        guard codec.restart() else { throw .codecMissing(compression) }
      }
      if !output.isEmpty { return output }
    }
    return nil
  }

  /// Begins the next member; false at the end.
  private mutating func begin() throws(RecordsError) -> Bool {
    while true {
      // xz may be padded with zeros.
      if !isFirst { input = input.drop { $0 == 0 } }
      guard input.count < Compression.openingCount, let more = try source.next() else { break }
      input += more
    }
    guard isFirst || compression.begins(input) else {
      isEnd = true
      guard !input.isEmpty else { return false }
      notes.add(.trailingBytes(compression))
      while try source.next() != nil {}
      return false
    }
    isFirst = false
    isInside = true
    return true
  }
}
