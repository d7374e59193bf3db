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
  private var isInRoot = false
  private var phase = Phase.open

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
    let failure = decoder.decode(chunk, isLast: isLast, onto: &held)
    let safe = scanner.scan(held[known...])
    if safe - fed + XMLLimits.markup < held.count {
      throw decoder.error(.markupTooLong(limit: XMLLimits.markup))
    }
    if scanner.mostAttributes > XMLLimits.attributes {
      throw decoder.error(.tooManyAttributes(limit: XMLLimits.attributes))
    }
    if !isInRoot {
      guard try enterRoot(failure != nil || isLast) else { return }
    }
    try feed(safe - fed)
    if let failure {
      // What is good before bad bytes may hold an earlier fault; that it ends there is none. The parser reads a text
      // to its end when it sees the next tag begin.
      try parser.feed([UInt8(ascii: "<")], isLast: false)
      throw failure
    }
    guard isLast else { return }
    if fed == 0, held.isEmpty { throw XMLError(.empty, line: 1, column: 1) }
    try feed(held.count, isLast: true)
    phase = .fed
  }

  /// Feeds the prologue, all at once so that its end is searched for only once; false while its end is missing.
  private mutating func enterRoot(_ isEnd: Bool) throws(XMLError) -> Bool {
    guard let rootStart = scanner.rootStart else {
      if held.count > XMLLimits.markup { throw decoder.error(.markupTooLong(limit: XMLLimits.markup)) }
      return isEnd
    }
    isInRoot = true
    try feed(rootStart)
    try parser.endPrologue()
    try checkDeclaration(of: prologue ?? [])
    return true
  }

  private mutating func feed(_ count: Int, isLast: Bool = false) throws(XMLError) {
    guard count > 0 || isLast else { return }
    try keep(held[..<count])
    if prologue != nil {
      // libxml2 takes an apostrophe there for the begin of a literal.
      for place in scanner.instructionQuotes where place >= fed && place < fed + count {
        held[place - fed] = UInt8(ascii: " ")
      }
    }
    try parser.feed(held[..<count], isLast: isLast)
    held.removeSubrange(..<count)
    fed += count
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

  /// What the first bytes say and what the declaration says must agree; where only the declaration spoke, it was
  /// followed.
  private func checkDeclaration(of prologue: [UInt8]) throws(XMLError) {
    guard let declared = XMLDeclaration(prologue[...]).encoding, let encoding = decoder.encoding,
      !encoding.mayBeDeclared(declared)
    else { return }
    throw XMLError(.encodingMismatch(declared: declared), line: 1, column: 1)
  }
}
