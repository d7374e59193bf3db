/// An element that may be a record, with all that is in it, until it is known which elements of it are records: each one that
/// has text outside of the records and candidates in it, and whatever of the others lies in none of these.
struct XMLCandidate: Sendable {
  /// A part of the element, in the order of the document.
  enum Part {
    case outside(XMLEvent)
    case record(ArraySlice<XMLEvent>, scope: [XMLNamespace])
  }

  /// A record or candidate in it, itself among them.
  private struct Mark: Sendable {
    var start: Int
    var end = 0
    var isRecord: Bool
    var hasText: Bool
    var scope: [XMLNamespace]
  }

  private var events: [XMLEvent] = []
  private var marks: [Mark] = []
  /// For each open element, the number of its mark, -1 for none.
  private var open: [Int] = []
  private var skippedDepth: Int?
  /// Bytes of memory that it takes, roughly.
  private(set) var weight = 0

  /// Whether its end tag was read.
  var isComplete: Bool { open.isEmpty && !events.isEmpty }

  /// The line that it begins on.
  var line: Int { if case .start(let element)? = events.first { element.line } else { 0 } }

  /// Enters an element in it, or itself.
  mutating func enter(_ element: XMLElement, _ entry: XMLRecordFinder.Entry, scope: [XMLNamespace]) {
    if element.isSkipped, skippedDepth == nil { skippedDepth = open.count }
    if entry == .nothing {
      open.append(-1)
    } else {
      open.append(marks.count)
      marks.append(
        Mark(start: events.count, isRecord: entry == .record, hasText: entry == .record, scope: scope))
    }
    add(.start(element))
  }

  /// Takes any other event.
  mutating func take(_ event: XMLEvent) {
    switch event {
    case .end:
      if let number = open.popLast(), number >= 0 { marks[number].end = events.count + 1 }
      if skippedDepth == open.count { skippedDepth = nil }
    case .text(let bytes), .cdata(let bytes):
      if bytes.contains(where: { $0 > 0x20 }) { markText() }
    case .reference: markText()
    default: break
    }
    add(event)
  }

  private mutating func markText() {
    guard skippedDepth == nil, let innermost = open.last(where: { $0 >= 0 }) else { return }
    marks[innermost].hasText = true
  }

  private mutating func add(_ event: XMLEvent) {
    weight += event.weight
    events.append(event)
  }

  /// Its parts: an outer record has what is in it.
  var parts: [Part] {
    var parts: [Part] = []
    var place = 0
    for mark in marks where mark.hasText && mark.start >= place {
      parts += events[place..<mark.start].map { .outside($0) }
      parts.append(.record(events[mark.start..<mark.end], scope: mark.scope))
      place = mark.end
    }
    return parts + events[place...].map { .outside($0) }
  }
}
