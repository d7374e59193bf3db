/// Bytes that were pulled ahead, then the source that they came from.
struct PrefixedSource: ByteSource {
  private var prefix: [UInt8]?
  private var source: any ByteSource

  init(_ prefix: [UInt8], _ source: any ByteSource) {
    self.prefix = prefix.isEmpty ? nil : prefix
    self.source = source
  }

  mutating func next() throws(RecordsError) -> [UInt8]? {
    if let first = prefix {
      prefix = nil
      return first
    }
    return try source.next()
  }
}
