import JSON

/// The objects of a JSON document as lines, an object each; JSON lines stay as they are.
package struct JSONDocumentLines: ByteSource {
  private var source: any ByteSource
  private var reader: JSONDocumentReader?
  private var hasBegun = false

  /// A source of lines.
  package init(_ source: any ByteSource) { self.source = source }

  /// The next lines.
  package mutating func next() throws(RecordsError) -> [UInt8]? {
    if !hasBegun {
      hasBegun = true
      let (opening, rest) = try Opening.pull(source) { $0.jsonShape != .open }
      source = rest
      if opening.jsonShape == .document {
        reader = JSONDocumentReader(
          rest, file: 0,
          parser: JSONLinesParser(FieldSelection(.anything), policy: KeyPolicy(keys: [])),
          filter: JSONOutline(opening.content).filter)
      }
    }
    guard reader != nil else { return try source.next() }
    while let item = try reader?.next() {
      switch item {
      case .record(let record):
        if let element = record.carrier as? JSONElement { return element.line.bytes + [0x0A] }
      case .reject(let reject): return ((try? JSONRecord(reject.raw))?.onOneLine.bytes ?? reject.raw) + [0x0A]
      case .verbatim, .header: continue
      }
    }
    return nil
  }

  /// All lines.
  package mutating func all() throws(RecordsError) -> [UInt8] {
    var bytes: [UInt8] = []
    while let more = try next() { bytes += more }
    return bytes
  }
}
