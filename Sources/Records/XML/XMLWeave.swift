/// Elements to put around stretches of a record, and attributes to give to elements that it has.
struct XMLWeave {
  /// A place between two events (offset 0 of the second) or between two bytes of a text.
  struct Position: Comparable {
    var event: Int
    var offset: Int

    static func < (left: Self, right: Self) -> Bool {
      left.event != right.event ? left.event < right.event : left.offset < right.offset
    }
  }

  /// One element around one stretch; stretches follow each other and never overlap.
  struct Wrap {
    var from: Position
    var to: Position
    /// Which of `elements`.
    var element: Int
  }

  /// An element to put in, in the annotations' namespace.
  struct Inserted: Hashable {
    var local: [UInt8]
    var attributes: [XMLAttribute]
  }

  private(set) var elements: [Inserted] = []
  private var numbers: [Inserted: Int] = [:]
  private(set) var wraps: [Wrap] = []
  /// By the start tag that gets them.
  private(set) var attributes: [Int: [(name: [UInt8], value: [UInt8])]] = [:]

  /// Puts an element around a stretch behind all others.
  mutating func wrap(_ from: Position, _ to: Position, in element: Inserted) {
    let number: Int
    if let known = numbers[element] {
      number = known
    } else {
      number = elements.count
      elements.append(element)
      numbers[element] = number
    }
    wraps.append(Wrap(from: from, to: to, element: number))
  }

  /// Gives an attribute to the element of a start tag. The first value stays.
  mutating func set(_ name: [UInt8], to value: [UInt8], at event: Int) {
    guard attributes[event]?.contains(where: { $0.name == name }) != true else { return }
    attributes[event, default: []].append((name, value))
  }
}

extension XMLRecord {
  /// The record's events with the annotation inside. `last` gives events to put before the record's end tag.
  func weave(_ weave: XMLWeave, last: [XMLEvent] = [], into sink: inout some XMLEventSink) {
    var names = XMLInsertedNames(document, scope: scope)
    var next = 0
    var open: XMLName?
    /// Opens and closes what belongs between the byte before a place and the byte at it.
    func turn(at position: XMLWeave.Position) {
      if let name = open, weave.wraps[next].to <= position {
        sink.append(.end(name))
        open = nil
        next += 1
      }
      if open == nil, next < weave.wraps.count, weave.wraps[next].from <= position {
        let element = names.element(weave.elements[weave.wraps[next].element])
        open = element.name
        sink.append(.start(element))
      }
    }
    for index in events.indices {
      turn(at: XMLWeave.Position(event: index, offset: 0))
      let event = events[index]
      switch event {
      case .text(let bytes), .cdata(let bytes):
        var begin = 0
        while let cut = cut(weave, next, isOpen: open != nil, in: index, before: bytes.count) {
          sink.append(event, bytes[begin..<cut])
          begin = cut
          turn(at: XMLWeave.Position(event: index, offset: cut))
        }
        sink.append(event, bytes[begin...])
        // What ends with the text ends before the tag that follows it.
        if let name = open, weave.wraps[next].to == XMLWeave.Position(event: index, offset: bytes.count) {
          sink.append(.end(name))
          open = nil
          next += 1
        }
      case .start(var element):
        names.enter(element)
        for (name, value) in weave.attributes[index] ?? [] { element.set(name, to: value) }
        sink.append(.start(element))
      case .end:
        if index == events.count - 1 { last.forEach { sink.append($0) } }
        names.leave()
        sink.append(event)
      default: sink.append(event)
      }
    }
  }

  /// The next place inside a text where something begins or ends.
  private func cut(_ weave: XMLWeave, _ next: Int, isOpen: Bool, in event: Int, before count: Int) -> Int? {
    guard next < weave.wraps.count else { return nil }
    let position = isOpen ? weave.wraps[next].to : weave.wraps[next].from
    return position.event == event && position.offset < count && position.offset > 0 ? position.offset : nil
  }
}

/// What takes a record's events as they are woven.
protocol XMLEventSink {
  /// An event.
  mutating func append(_ event: XMLEvent)
  /// A part of a text or a CDATA section.
  mutating func append(_ event: XMLEvent, _ part: ArraySlice<UInt8>)
}

extension XMLSerialiser: XMLEventSink {
  mutating func append(_ event: XMLEvent, _ part: ArraySlice<UInt8>) {
    if case .cdata(let whole) = event {
      // Only a section that is empty by itself is written empty.
      if !part.isEmpty || whole.isEmpty { cdata(part) }
    } else {
      text(part)
    }
  }
}

/// Events in memory, for a further layer of annotations.
struct XMLEventList: XMLEventSink {
  private(set) var events: [XMLEvent] = []

  mutating func append(_ event: XMLEvent) { events.append(event) }

  mutating func append(_ event: XMLEvent, _ part: ArraySlice<UInt8>) {
    if case .cdata(let whole) = event {
      if !part.isEmpty || whole.isEmpty { events.append(.cdata(Array(part))) }
    } else if !part.isEmpty {
      events.append(.text(Array(part)))
    }
  }
}
