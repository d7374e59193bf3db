/// Another source's bytes, of an encoding that iconv knows, as UTF-8. A byte that is none of the encoding becomes one that is
/// no UTF-8 either, so that its record is rejected and no other.
struct ConvertedSource: ByteSource {
  private var source: any ByteSource
  private let charset: Charset
  private var pending: [UInt8] = []
  private var isEnd = false

  init(_ source: any ByteSource, _ charset: Charset) {
    self.source = source
    self.charset = charset
  }

  mutating func next() throws(RecordsError) -> [UInt8]? {
    while !isEnd {
      if let more = try source.next() {
        pending += more
      } else {
        isEnd = true
      }
      var output: [UInt8] = []
      while !pending.isEmpty {
        let result = charset.decode(pending)
        output += result.output
        pending.removeFirst(result.consumed)
        guard !pending.isEmpty, !result.isValid || isEnd else { break }
        output.append(0xFF)
        pending.removeFirst()
      }
      if !output.isEmpty { return output }
    }
    return nil
  }
}
