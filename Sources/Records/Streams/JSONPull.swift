import JSON

/// Walks over one JSON document of any size, pulling its bytes as they are needed; what is small enough is
/// taken out whole.
struct JSONPull: Sendable {
  private var source: any ByteSource
  private var buffer: [UInt8] = []
  private var position = 0
  /// Bytes of the document before the buffer.
  private var dropped = 0
  /// Up to where in the buffer lines and columns are counted, and the line and column there.
  private var counted = 0
  private var line = 1
  private var column = 1
  private let maximumBytes: Int
  /// Bytes that may be behind the next one before they are dropped.
  private static let chunk = 1 << 16
  /// Whether bytes that were passed are kept for `takePassed`.
  var keepsPassed = false
  private var passed: [UInt8] = []
  /// From where on what was passed is still in the buffer alone.
  private var unkept = 0

  /// `maximumBytes` bounds what `value` takes out.
  init(_ source: any ByteSource, maximumBytes: Int) {
    self.source = source
    self.maximumBytes = maximumBytes
  }

  /// The offset of the next byte.
  var offset: Int { dropped + position }

  /// The line and column of the next byte.
  var place: (line: Int, column: Int) { place(of: position) }

  /// The next byte that is not blank, left in place; nil at the end.
  mutating func peek() throws(RecordsError) -> UInt8? {
    while true {
      if position == buffer.count, try !pull() { return nil }
      let byte = buffer[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      position += 1
    }
  }

  /// Passes a byte that `peek` gave.
  mutating func pass() { position += 1 }

  /// Passes a byte if it comes next.
  mutating func take(_ byte: UInt8) throws(RecordsError) -> Bool {
    guard try peek() == byte else { return false }
    position += 1
    return true
  }

  /// Passes a byte that must come next.
  mutating func expect(_ byte: UInt8, _ expected: JSONError.Expectation) throws(RecordsError) {
    guard try take(byte) else { throw try unexpected(expected) }
  }

  /// The error for the next byte.
  mutating func unexpected(_ expected: JSONError.Expectation) throws(RecordsError) -> RecordsError {
    let byte = try peek()
    let place = place
    return .document(
      byte.map { .unexpectedByte($0, expected: expected) } ?? .unexpectedEnd(expected: expected),
      line: place.line, column: place.column)
  }

  /// Passes a key and its colon.
  mutating func key() throws(RecordsError) -> String {
    guard try peek() == UInt8(ascii: "\"") else { throw try unexpected(.key) }
    guard case .string(let key) = try value() else { throw try unexpected(.key) }
    try expect(UInt8(ascii: ":"), .colon)
    return key
  }

  /// Takes the next value out whole.
  mutating func value() throws(RecordsError) -> JSONValue {
    guard try peek() != nil else { throw try unexpected(.value) }
    dropPassed()
    let end = try endOfValue()
    let bytes = Array(buffer[position..<end])
    do throws(JSONError) {
      let value = try JSONValue.parse(bytes)
      position = end
      return value
    } catch {
      let place = place(of: error.offset)
      throw .document(error.kind, line: place.line, column: place.column)
    }
  }

  /// Takes the bytes of the next value, which need not be valid; they are not among those that `takePassed` gives.
  mutating func bytesOfValue() throws(RecordsError) -> [UInt8] {
    guard try peek() != nil else { throw try unexpected(.value) }
    settle()
    let end = try endOfValue()
    let bytes = Array(buffer[position..<end])
    position = end
    unkept = end
    return bytes
  }

  /// The bytes that were passed since the last call.
  mutating func takePassed() -> [UInt8] {
    defer {
      passed = []
      unkept = position
    }
    return passed + buffer[unkept..<position]
  }

  /// Counts lines up to the next byte, so that its place need not be counted from afar.
  mutating func settle() {
    (line, column) = place(of: position)
    counted = position
  }

  /// Passes the next value without keeping it; only its brackets and quotes are looked at.
  mutating func skipValue() throws(RecordsError) {
    guard try peek() != nil else { throw try unexpected(.value) }
    var scan = JSONExtent()
    while true {
      while position < buffer.count {
        guard scan.step(buffer[position]) else { return }
        position += 1
      }
      dropPassed()
      if try !pull() { return }
    }
  }

  /// One past the value that begins at the next byte.
  private mutating func endOfValue() throws(RecordsError) -> Int {
    var scan = JSONExtent()
    var index = position
    while true {
      while index < buffer.count {
        guard scan.step(buffer[index]) else { return index }
        index += 1
      }
      guard buffer.count - position <= maximumBytes else {
        throw .recordTooLarge(line: place.line, limit: maximumBytes)
      }
      let kept = position
      if position > Self.chunk { dropPassed() }
      index -= kept - position
      if try !pull() { return index }
    }
  }

  private mutating func pull() throws(RecordsError) -> Bool {
    guard let more = try source.next() else { return false }
    if position == buffer.count { dropPassed() }
    buffer += more
    return true
  }

  private mutating func dropPassed() {
    settle()
    dropped += position
    if keepsPassed { passed += buffer[unkept..<position] }
    buffer.removeSubrange(..<position)
    position = 0
    counted = 0
    unkept = 0
  }

  /// The line and column of a byte that is not before the last one whose place was settled.
  private func place(of index: Int) -> (line: Int, column: Int) {
    var line = line
    var column = column
    for byte in buffer[counted..<max(counted, min(index, buffer.count))] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}

/// Finds the end of a value by its brackets and quotes alone.
private struct JSONExtent {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var hasBegun = false
  private var isComplete = false

  /// False when the byte is no longer part of the value.
  mutating func step(_ byte: UInt8) -> Bool {
    if isComplete { return false }
    defer { hasBegun = true }
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
        isComplete = depth == 0
      }
      return true
    }
    switch byte {
    case UInt8(ascii: "\""):
      if depth == 0, hasBegun { return false }
      isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if depth == 0, hasBegun { return false }
      depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if depth == 0 { return false }
      depth -= 1
      isComplete = depth == 0
    case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D:
      return depth > 0
    default: break
    }
    return true
  }
}
