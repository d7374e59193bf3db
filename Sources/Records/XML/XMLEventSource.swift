/// The events of one document, pulled from its bytes; no more of it is held than the chunk at hand, the tag
/// that is open, and the events that these gave.
struct XMLEventSource: Sendable {
  private var source: any ByteSource
  private var decoder = XMLDecoder()
  private var scanner = XMLScanner()
  private let parser: LibXML2Parser
  /// Decoded bytes that the parser has not been given, and how many it has.
  private var held: [UInt8] = []
  private var fed = 0
  /// What stands before the root, until it is given out, and what stands after it.
  private var prologue: [UInt8]? = []
  private var epilogue: [UInt8] = []
  private var phase = Phase.open
  /// An error that stands behind what is held.
  private var failure: XMLError?

  private enum Phase {
    case open
    /// All bytes were fed; events may be left.
    case fed
    case finished
  }

  /// The events of the document that `source` gives.
  init(_ source: any ByteSource) throws(XMLError) {
    self.source = source
    parser = try LibXML2Parser()
  }

  /// The document's encoding, mark and line end, as far as they are known; complete when the root starts but
  /// for the line end of a document that has none before it.
  var form: XMLForm {
    XMLForm(
      encoding: decoder.encoding ?? .utf8, hasMark: decoder.hasMark, lineBreak: decoder.lineBreak ?? [0x0A])
  }

  /// The next event: the prologue as a literal, everything of the root, the epilogue as a literal.
  mutating func next() throws(RecordsError) -> XMLEvent? {
    while true {
      if phase != .finished, let event = pending() { return event }
      switch phase {
      case .open:
        let chunk = try source.next()
        do throws(XMLError) {
          try take(chunk ?? [], isLast: chunk == nil)
        } catch {
          throw .xml(error)
        }
      case .fed:
        phase = .finished
        if !epilogue.isEmpty { return .literal(epilogue) }
      case .finished: return nil
      }
    }
  }

  /// An event that is ready. The prologue comes before all that the parser says.
  private mutating func pending() -> XMLEvent? {
    if let prologue {
      guard scanner.rootStart != nil else { return nil }
      self.prologue = nil
      if !prologue.isEmpty { return .literal(prologue) }
    }
    return parser.next()
  }

  private mutating func take(_ chunk: [UInt8], isLast: Bool) throws(XMLError) {
    let known = held.count
    failure = decoder.decode(chunk, isLast: isLast, onto: &held)
    let isEnd = isLast || failure != nil
    let safe = scanner.scan(held[known...])
    let count = isEnd ? held.count : safe - fed
    if held.count - count > XMLLimits.markup {
      throw decoder.error(.markupTooLong(limit: XMLLimits.markup))
    }
    try feed(held[..<count], isLast: isEnd)
    held.removeSubrange(..<count)
    if isEnd { phase = .fed }
  }

  private mutating func feed(_ bytes: ArraySlice<UInt8>, isLast: Bool) throws(XMLError) {
    try keep(bytes)
    // Where bytes are bad, what is good before them may hold an earlier fault, but its end is none.
    if let failure {
      if !bytes.isEmpty { try parser.feed(bytes, isLast: false) }
      throw failure
    }
    // The parser takes the end of an empty document for a fault of its own.
    if isLast && fed == 0 && bytes.isEmpty { throw XMLError(.empty, line: 1, column: 1) }
    if !bytes.isEmpty || isLast { try parser.feed(bytes, isLast: isLast) }
    fed += bytes.count
  }

  /// Sets aside what lies outside of the root.
  private mutating func keep(_ bytes: ArraySlice<UInt8>) throws(XMLError) {
    if prologue != nil {
      let end = scanner.rootStart.map { max(0, $0 - fed) } ?? bytes.count
      prologue?.append(contentsOf: bytes.prefix(end))
      if prologue?.count ?? 0 > XMLLimits.markup {
        throw decoder.error(.markupTooLong(limit: XMLLimits.markup))
      }
    }
    if let rootEnd = scanner.rootEnd {
      epilogue.append(contentsOf: bytes.dropFirst(max(0, rootEnd - fed)))
      if epilogue.count > XMLLimits.markup {
        throw decoder.error(.markupTooLong(limit: XMLLimits.markup))
      }
    }
  }
}
