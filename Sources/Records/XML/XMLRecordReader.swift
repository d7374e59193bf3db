import Annotations
import JSON

/// Reads the records of one XML document; all that lies between them passes through.
///
/// A record that is rejected stays in the document as it is: its bytes follow its reject.
package struct XMLRecordReader: RecordReader {
  private var source: XMLEventSource
  private let file: Int
  private let settings: XMLSettings
  private let selection: FieldSelection
  private let policy: KeyPolicy
  private let gold: GoldSelection?

  private var document: Kind?
  private var outside: XMLSerialiser?
  private var isFirst = true
  /// The record that is open.
  private var record: Open?
  /// The element that is open and may be a record.
  private var candidate: XMLCandidate?
  private var hasRecords = false
  private var words = XMLWordCount(area: nil)
  /// Items that are complete; held back while it is open whether the document is of a known kind.
  private var items: [ReadItem] = []
  private var head = 0
  private var heldCount = 0
  private var isFinished = false
  private var hasFailed = false

  /// Bytes between records that are given out at once.
  private static let chunk = 1 << 16

  /// What is known from the root on.
  private struct Kind {
    var preset: XMLPreset
    var finder: XMLRecordFinder
    var root: XMLElement
  }

  private struct Open {
    var events: [XMLEvent]
    var element: XMLElement
    var scope: [XMLNamespace]
    var weight = 0
  }

  /// A reader at the start of input number `file`.
  package init(
    _ source: any ByteSource, file: Int, _ settings: XMLSettings = XMLSettings(), selection: FieldSelection,
    policy: KeyPolicy, gold: GoldSelection? = nil
  ) throws(RecordsError) {
    do throws(XMLError) {
      self.source = try XMLEventSource(source)
    } catch {
      throw .xml(error)
    }
    self.file = file
    self.settings = settings
    self.selection = selection
    self.policy = policy
    self.gold = gold
  }

  /// How many of the document's words are in records, where some are not.
  package var notice: ReadNotice? {
    words.outside > 0 ? .words(inside: words.inside, outside: words.outside) : nil
  }

  /// The next record, reject, or piece of the document around them.
  package mutating func next() throws(RecordsError) -> ReadItem? {
    while true {
      if head < items.count, !isHolding {
        defer { head += 1 }
        return items[head]
      }
      if head > 0, head == items.count {
        items.removeAll(keepingCapacity: true)
        head = 0
      }
      if isFinished {
        guard !hasRecords, !hasFailed else { return nil }
        hasFailed = true
        throw .xml(noRecords)
      }
      guard let event = try source.next() else {
        if isHolding { throw .xml(noRecords) }
        isFinished = true
        try flush()
        continue
      }
      do throws(XMLError) {
        try take(event)
      } catch {
        throw .xml(error)
      }
    }
  }

  /// Whether nothing shows yet that this is a document with records: then nothing of it is given out, for it
  /// may be of another kind.
  private var isHolding: Bool { isGuess && !hasRecords }

  private var isGuess: Bool { document?.preset.isGuess == true && settings.records.isEmpty }

  private var noRecords: XMLError {
    guard settings.records.isEmpty else { return XMLError(.noMatch(patterns: settings.records)) }
    guard let document else { return XMLError(.empty) }
    guard isGuess else { return XMLError(.noRecords(preset: document.preset.name)) }
    let name = String(decoding: document.root.name.qualified, as: UTF8.self)
    return XMLError(.noRecordRule(root: name), line: document.root.line, column: 1)
  }

  private mutating func take(_ event: XMLEvent) throws(XMLError) {
    switch event {
    case .start(var element):
      if document == nil { try open(element) }
      let scope = document?.finder.scope ?? []
      let entry = document?.finder.enter(&element) ?? .nothing
      if candidate != nil || (entry == .candidate && record == nil) {
        var open = candidate ?? XMLCandidate()
        candidate = nil
        open.enter(element, entry, scope: scope)
        candidate = open
        try checkCandidate()
      } else if entry == .record {
        try begin(element, scope: scope)
      } else {
        try pass(.start(element))
      }
    case .end:
      let ends = document?.finder.leave() ?? false
      try pass(event)
      if candidate == nil, ends { finishRecord() }
    default: try pass(event)
    }
  }

  private mutating func begin(_ element: XMLElement, scope: [XMLNamespace]) throws(XMLError) {
    hasRecords = true
    outside?.closeTag()
    try flushOutside()
    record = Open(events: [.start(element)], element: element, scope: scope)
  }

  private mutating func finishRecord() {
    guard let whole = record else { return }
    record = nil
    words.add(record: whole.events)
    items += item(whole)
  }

  /// Puts an event into the record or candidate that is open, or else among what lies between records.
  private mutating func pass(_ event: XMLEvent) throws(XMLError) {
    if var open = record {
      record = nil
      open.weight += event.weight
      guard open.weight <= XMLLimits.record else {
        throw XMLError(.recordTooLong(limit: XMLLimits.record), line: open.element.line, column: 1)
      }
      open.events.append(event)
      record = open
      return
    }
    if var open = candidate {
      candidate = nil
      open.take(event)
      candidate = open
      return try checkCandidate()
    }
    words.add(outside: event)
    var serialiser = outside ?? XMLSerialiser(source.form)
    outside = nil
    serialiser.form = source.form
    serialiser.append(event)
    outside = serialiser
    if serialiser.count >= Self.chunk { try flushOutside() }
  }

  /// Settles what is record in a candidate that is complete.
  private mutating func checkCandidate() throws(XMLError) {
    guard let open = candidate else { return }
    guard open.weight <= XMLLimits.record else {
      throw XMLError(.recordTooLong(limit: XMLLimits.record), line: open.line, column: 1)
    }
    guard open.isComplete else { return }
    candidate = nil
    for part in open.parts {
      switch part {
      case .outside(let event): try pass(event)
      case .record(let events, let scope):
        guard case .start(let element)? = events.first else { continue }
        try begin(element, scope: scope)
        record?.events = Array(events)
        finishRecord()
      }
    }
  }

  private mutating func open(_ root: XMLElement) throws(XMLError) {
    let preset = XMLPreset(root: root.name, readsPairs: selection.readsPairs)
    words = XMLWordCount(area: settings.records.isEmpty ? preset.area : nil)
    do throws(XMLError.Kind) {
      let finder = try XMLRecordFinder(root: root, preset: preset, settings: settings)
      document = Kind(preset: preset, finder: finder, root: root)
    } catch {
      throw XMLError(error)
    }
  }

  private mutating func flush() throws(RecordsError) {
    do throws(XMLError) {
      try flushOutside()
    } catch {
      throw .xml(error)
    }
  }

  private mutating func flushOutside() throws(XMLError) {
    guard var serialiser = outside, serialiser.count > 0 else { return }
    outside = nil
    let bytes = try serialiser.take(isFirst: isFirst)
    isFirst = false
    outside = serialiser
    items.append(.verbatim(bytes))
    guard isHolding else { return }
    heldCount += bytes.count
    if heldCount > XMLLimits.record { throw noRecords }
  }

  /// The record, or its reject and its bytes.
  private func item(_ open: Open) -> [ReadItem] {
    guard let kind = document else { return [] }
    let reader = XMLFieldReader(open.events, open.element, kind.preset, selection)
    let place = Place(file: file, line: open.element.line, offset: open.element.offset)
    let namespace = kind.preset.isTEI ? kind.root.name.namespace : nil
    var record = XMLRecord(
      events: open.events, field: 0, scope: open.scope,
      document: XMLDocument(form: source.form, isTEI: kind.preset.isTEI, namespace: namespace))
    let id = reader.identifier()
    do throws(Reject.Reason) {
      if let taken = record.takenKey(policy, selection.shape) { throw .keyExists(key: taken) }
      let found = try reader.found()
      record.field = found.field
      record.hasOwnWords = found.hasOwnWords
      return [
        .record(
          Record(place: place, id: id, fields: found.fields, gold: gold(reader, found), carrier: record)
        )
      ]
    } catch {
      let bytes = record.bytes
      return [.reject(Reject(error, place: place, id: id, raw: bytes)), .verbatim(bytes)]
    }
  }

  private func gold(_ reader: XMLFieldReader, _ found: XMLFieldReader.Found) -> Gold? {
    guard let gold else { return nil }
    if gold.kind == .tags, gold.key == nil, found.hasOwnWords, let field = found.field,
      let tags = reader.ownTags(field)
    {
      return .tags(tags)
    }
    return gold.gold(reader.value)
  }
}
