import JSON

/// Reads the objects of a JSON document: of an array, or of the array `data` of an object. All that lies between them passes
/// through, so that the document can be written back. No more of it is in memory than an object.
package struct JSONDocumentReader: RecordReader {
  private var pull: JSONPull
  private let file: Int
  private let parser: JSONLinesParser
  /// How `jq` makes lines of the document where it holds no records.
  private let filter: String
  private var state = State.beginning
  private var items: [ReadItem] = []

  /// An object may have this many bytes.
  private static let maximumBytes = 256 << 20

  private enum State {
    case beginning
    case members(isFirst: Bool)
    case elements(isFirst: Bool, isNested: Bool)
    /// The array is over; the members after it pass through.
    case after(isNested: Bool)
    case end
  }

  /// A reader at the start of input number `file`.
  init(_ source: any ByteSource, file: Int, parser: JSONLinesParser, filter: String) {
    pull = JSONPull(source, maximumBytes: Self.maximumBytes)
    pull.keepsPassed = true
    self.file = file
    self.parser = parser
    self.filter = filter
  }

  /// The next record, reject, or piece of the document around them.
  package mutating func next() throws(RecordsError) -> ReadItem? {
    while true {
      if !items.isEmpty { return items.removeFirst() }
      switch state {
      case .beginning: try begin()
      case .members(let isFirst): try readMember(isFirst)
      case .elements(let isFirst, let isNested): try readElement(isFirst, isNested)
      case .after(let isNested): try finish(isNested)
      case .end: return nil
      }
    }
  }

  private mutating func begin() throws(RecordsError) {
    // A byte order mark is not a blank; JSON parsers may ignore it.
    for byte: UInt8 in [0xEF, 0xBB, 0xBF] {
      guard try pull.take(byte) else { break }
    }
    if try pull.take(UInt8(ascii: "[")) {
      state = .elements(isFirst: true, isNested: false)
    } else {
      guard try pull.take(UInt8(ascii: "{")) else { throw try pull.unexpected(.value) }
      state = .members(isFirst: true)
    }
  }

  private mutating func readMember(_ isFirst: Bool) throws(RecordsError) {
    if try pull.take(UInt8(ascii: "}")) { throw .notRecords(filter: filter) }
    if !isFirst { try pull.expect(UInt8(ascii: ","), .commaOrBrace) }
    state = .members(isFirst: false)
    if try pull.key().hasSameBytes(as: "data"), try pull.take(UInt8(ascii: "[")) {
      state = .elements(isFirst: true, isNested: true)
    } else {
      try pull.skipValue()
    }
  }

  private mutating func readElement(_ isFirst: Bool, _ isNested: Bool) throws(RecordsError) {
    if try pull.take(UInt8(ascii: "]")) {
      state = .after(isNested: isNested)
      return
    }
    if !isFirst { try pull.expect(UInt8(ascii: ","), .commaOrBracket) }
    state = .elements(isFirst: false, isNested: isNested)
    guard let first = try pull.peek() else { throw try pull.unexpected(.value) }
    if isFirst, first != UInt8(ascii: "{") { throw .notRecords(filter: filter) }
    pull.settle()
    let place = Place(file: file, line: pull.place.line, offset: pull.offset)
    let before = pull.takePassed()
    if !before.isEmpty { items.append(.verbatim(before)) }
    let bytes = try pull.bytesOfValue()
    switch parser.item(bytes, at: place) {
    case .record(var record):
      if let object = record.carrier as? JSONRecord { record.carrier = JSONElement(object) }
      items.append(.record(record))
    case .reject(let reject): items += [.reject(reject), .verbatim(bytes)]
    case let item: items.append(item)
    }
  }

  private mutating func finish(_ isNested: Bool) throws(RecordsError) {
    if isNested {
      while try !pull.take(UInt8(ascii: "}")) {
        try pull.expect(UInt8(ascii: ","), .commaOrBrace)
        _ = try pull.key()
        try pull.skipValue()
      }
    }
    if try pull.peek() != nil { throw try pull.unexpected(.end) }
    items.append(.verbatim(pull.takePassed()))
    state = .end
  }
}
