/// Finds where a document may be cut before it is given to the parser: between tags, never inside one.
///
/// libxml2's push parser guesses what lies beyond the end of its input, in ways that differ from version to
/// version; with whole tags, comments and sections there is nothing to guess, and every document is read
/// alike whatever the chunks it comes in. The scanner also marks the ends of prologue and root, whose
/// surroundings are kept as they are written. Well-formedness is checked by libxml2.
struct XMLScanner: Sendable {
  /// Where the root's start tag begins and where its end tag ends, in bytes from the first.
  private(set) var rootStart: Int?
  private(set) var rootEnd: Int?
  /// The most attributes that a tag has, by its equals signs.
  private(set) var mostAttributes = 0
  /// Where quotes are in processing instructions of the document type.
  private(set) var instructionQuotes: [Int] = []

  private enum State {
    case text
    /// After `<`.
    case opened
    /// After `<!`, until it is clear what it opens.
    case bang
    case comment, cdata, instruction
    case tag(quote: UInt8)
    case endTag
    case doctype(quote: UInt8)
    /// A comment or processing instruction inside the doctype.
    case doctypeComment, doctypeInstruction
  }

  private var state = State.text
  private var depth = 0
  private var attributes = 0
  private var brackets = 0
  /// How many bytes were scanned, and where the markup or reference that is open began.
  private var position = 0
  private var tokenStart = 0
  private var referenceStart: Int?
  /// The last bytes, for delimiters of several bytes; bytes of a delimiter that opens something do not count.
  private var previous: UInt8 = 0
  private var beforePrevious: UInt8 = 0
  private var sinceOpening = 0
  private var trailingBrackets = 0

  /// Scans bytes that follow the ones before; gives the position up to which the document may be cut.
  mutating func scan(_ bytes: ArraySlice<UInt8>) -> Int {
    for byte in bytes {
      step(byte)
      beforePrevious = previous
      previous = byte
      position += 1
    }
    guard case .text = state else { return tokenStart }
    // `]]>` must not be cut, nor a reference.
    if let referenceStart { return referenceStart }
    return position - trailingBrackets
  }

  private mutating func step(_ byte: UInt8) {
    switch state {
    case .text:
      trailingBrackets = byte == UInt8(ascii: "]") ? trailingBrackets + 1 : 0
      if byte == UInt8(ascii: "<") {
        tokenStart = position
        referenceStart = nil
        state = .opened
      } else if byte == UInt8(ascii: "&") {
        referenceStart = position
      } else if byte == UInt8(ascii: ";") {
        referenceStart = nil
      }
    case .opened:
      open(byte)
    case .bang:
      openBang(byte)
    case .comment:
      if closes(byte, with: UInt8(ascii: "-"), UInt8(ascii: "-"), after: 2) { close() }
    case .cdata:
      if closes(byte, with: UInt8(ascii: "]"), UInt8(ascii: "]"), after: 2) { close() }
    case .instruction:
      if closes(byte, with: nil, UInt8(ascii: "?"), after: 1) { close() }
    case .tag(let quote):
      if quote != 0 {
        if byte == quote { state = .tag(quote: 0) }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        state = .tag(quote: byte)
      } else if byte == UInt8(ascii: "=") {
        attributes += 1
        mostAttributes = max(mostAttributes, attributes)
      } else if byte == UInt8(ascii: ">") {
        if previous != UInt8(ascii: "/") { depth += 1 }
        close()
        if depth == 0 { endRoot() }
      }
    case .endTag:
      if byte == UInt8(ascii: ">") {
        depth -= 1
        close()
        if depth == 0 { endRoot() }
      }
    case .doctype, .doctypeComment, .doctypeInstruction:
      stepDoctype(byte)
    }
  }

  private mutating func open(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "!"):
      state = .bang
      sinceOpening = 0
    case UInt8(ascii: "?"):
      state = .instruction
      sinceOpening = 0
    case UInt8(ascii: "/"): state = .endTag
    default:
      if rootStart == nil { rootStart = tokenStart }
      state = .tag(quote: 0)
      attributes = 0
      // `<>` is not a tag, but must not swallow what follows.
      if byte == UInt8(ascii: ">") { close() }
    }
  }

  private mutating func openBang(_ byte: UInt8) {
    switch (previous, byte) {
    case (UInt8(ascii: "!"), UInt8(ascii: "-")), (UInt8(ascii: "!"), UInt8(ascii: "[")):
      break
    case (UInt8(ascii: "-"), UInt8(ascii: "-")):
      state = .comment
      sinceOpening = 0
    case (UInt8(ascii: "!"), _):
      state = .doctype(quote: 0)
      brackets = 0
    default:
      // `[CDATA[`: the second bracket opens the section.
      if byte == UInt8(ascii: "[") {
        state = .cdata
        sinceOpening = 0
      } else if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") {
        close()
      }
    }
  }

  private mutating func stepDoctype(_ byte: UInt8) {
    switch state {
    case .doctypeComment:
      if closes(byte, with: UInt8(ascii: "-"), UInt8(ascii: "-"), after: 2) { state = .doctype(quote: 0) }
    case .doctypeInstruction:
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { instructionQuotes.append(position) }
      if closes(byte, with: nil, UInt8(ascii: "?"), after: 1) { state = .doctype(quote: 0) }
    case .doctype(let quote) where quote != 0:
      if byte == quote { state = .doctype(quote: 0) }
    default:
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): state = .doctype(quote: byte)
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: "]"): brackets -= 1
      case UInt8(ascii: "?") where previous == UInt8(ascii: "<"):
        state = .doctypeInstruction
        sinceOpening = 0
      case UInt8(ascii: "-") where previous == UInt8(ascii: "-") && beforePrevious == UInt8(ascii: "!"):
        state = .doctypeComment
        sinceOpening = 0
      case UInt8(ascii: ">") where brackets <= 0: close()
      default: break
      }
    }
  }

  /// Whether `>` ends a construct whose closing delimiter has these bytes before it, none of which is part of
  /// the opening delimiter.
  private mutating func closes(_ byte: UInt8, with first: UInt8?, _ second: UInt8, after count: Int) -> Bool {
    sinceOpening += 1
    guard byte == UInt8(ascii: ">"), previous == second, sinceOpening > count else { return false }
    return first == nil || beforePrevious == first
  }

  private mutating func close() {
    state = .text
    trailingBrackets = 0
  }

  private mutating func endRoot() {
    if rootEnd == nil { rootEnd = position + 1 }
  }
}
