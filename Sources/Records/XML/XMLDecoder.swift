/// Turns a document's bytes into UTF-8 with line feeds as line ends, a chunk at a time, whatever the chunks.
///
/// The parser is given nothing else, so bad bytes are found here, at their place, in every encoding and with
/// every version of libxml2.
struct XMLDecoder: Sendable {
  /// The encoding, once it is known.
  private(set) var encoding: XMLEncoding?
  /// Whether the document begins with a byte order mark.
  private(set) var hasMark = false
  /// The document's first line end.
  private(set) var lineBreak: [UInt8]?
  /// The place after what was decoded, from 1; columns count characters.
  private(set) var line = 1, column = 1

  /// Bytes of an unfinished head or character.
  private var pending: [UInt8] = []
  private var endedWithReturn = false
  private var charset: Charset?

  /// Decodes a chunk (the last one may be empty) onto `text`. An error stands behind what was decoded.
  mutating func decode(_ chunk: [UInt8], isLast: Bool, onto text: inout [UInt8]) -> XMLError? {
    var bytes = chunk[...]
    if !pending.isEmpty {
      pending.append(contentsOf: chunk)
      bytes = pending[...]
      pending = []
    }
    if encoding == nil {
      do throws(XMLError) {
        guard try detect(in: &bytes, isLast: isLast) else {
          pending = Array(bytes)
          return nil
        }
      } catch {
        return error
      }
    }
    var decoded: [UInt8] = []
    let end = convert(bytes, onto: &decoded)
    let isComplete = end.isValid && !end.foundNull
    append(decoded, isLast: isLast || !isComplete, onto: &text)
    if !end.isValid || (isLast && end.place < bytes.endIndex) {
      return error(.invalidBytes(encoding: encoding?.name ?? ""))
    }
    if end.foundNull { return error(.malformed(detail: "invalid character U+0000")) }
    pending = Array(bytes[end.place...])
    return nil
  }

  /// An error behind what was decoded so far.
  func error(_ kind: XMLError.Kind) -> XMLError { XMLError(kind, line: line, column: column) }

  /// How far a conversion came, and why it stopped there if the rest is more than an unfinished character.
  private struct End {
    var place: Int
    var isValid = true
    var foundNull = false
  }

  private func convert(_ bytes: ArraySlice<UInt8>, onto decoded: inout [UInt8]) -> End {
    switch encoding {
    case .utf8, nil: return Self.utf8(bytes, onto: &decoded)
    case .utf16(let bigEndian): return Self.utf16(bytes, bigEndian: bigEndian, onto: &decoded)
    case .ascii, .latin1:
      return Self.bytewise(bytes, limit: encoding == .ascii ? 0x80 : 0x100, onto: &decoded)
    case .other:
      guard let charset else { return End(place: bytes.startIndex, isValid: false) }
      let result = charset.decode(Array(bytes))
      decoded = result.output
      let null = decoded.firstIndex(of: 0)
      if let null { decoded.removeSubrange(null...) }
      return End(
        place: bytes.startIndex + result.consumed, isValid: result.isValid || null != nil,
        foundNull: null != nil)
    }
  }

  /// Settles the encoding and drops the byte order mark; false where more bytes are needed for that.
  private mutating func detect(in bytes: inout ArraySlice<UInt8>, isLast: Bool) throws(XMLError) -> Bool {
    if bytes.count < 4 && !isLast { return false }
    switch XMLEncoding.sign(of: bytes) {
    case .mark(let found, let count):
      encoding = found
      hasMark = true
      bytes = bytes.dropFirst(count)
    case .units(let found): encoding = found
    case .unsupported(let name): throw error(.unknownEncoding(name: name))
    case .asciiBased:
      let mayDeclare = bytes.starts(with: "<?xml".utf8) || (bytes.count < 5 && !isLast)
      if mayDeclare, XMLDeclaration.end(of: bytes) == nil, bytes.count < XMLDeclaration.maximumCount, !isLast
      {
        return false
      }
      guard let declared = XMLDeclaration(bytes).encoding else {
        encoding = .utf8
        return true
      }
      if ["UTF-16", "UTF-16LE", "UTF-16BE", "ISO-10646-UCS-2", "ISO-10646-UCS-4", "UTF-32", "UCS-2", "UCS-4"]
        .contains(declared.uppercased())
      {
        throw error(.encodingMismatch(declared: declared))
      }
      let found = XMLEncoding(declared: declared)
      if case .other(let name) = found {
        guard let charset = Charset(name), charset.keepsASCII else {
          throw error(.unknownEncoding(name: name))
        }
        self.charset = charset
      }
      encoding = found
    }
    return true
  }

  private mutating func append(_ decoded: [UInt8], isLast: Bool, onto text: inout [UInt8]) {
    let start = text.count
    if !endedWithReturn && !decoded.contains(0x0D) {
      text.append(contentsOf: decoded)
      if lineBreak == nil, decoded.contains(0x0A) { lineBreak = [0x0A] }
    } else {
      text.reserveCapacity(start + decoded.count + 1)
      for byte in decoded { append(byte, onto: &text) }
      if isLast, endedWithReturn { append(0, onto: &text) }
    }
    for index in start..<text.count {
      let byte = text[index]
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }

  /// A carriage return waits for the byte that follows it: one that is not a line feed, or 0 for none.
  private mutating func append(_ byte: UInt8, onto text: inout [UInt8]) {
    if endedWithReturn {
      endedWithReturn = false
      if lineBreak == nil { lineBreak = byte == 0x0A ? [0x0D, 0x0A] : [0x0D] }
      text.append(0x0A)
      if byte == 0x0A || byte == 0 { return }
    }
    if byte == 0x0D {
      endedWithReturn = true
    } else {
      if byte == 0x0A, lineBreak == nil { lineBreak = [0x0A] }
      text.append(byte)
    }
  }
}

// MARK: - Encodings that need no table

extension XMLDecoder {
  private static func utf8(_ bytes: ArraySlice<UInt8>, onto decoded: inout [UInt8]) -> End {
    var end = End(place: bytes.startIndex)
    scan: while end.place < bytes.endIndex {
      let lead = bytes[end.place]
      if lead < 0x80 {
        if lead == 0 {
          end.foundNull = true
          break
        }
        end.place += 1
        continue
      }
      let count: Int
      // The second byte's range keeps out overlong forms, surrogates and what lies beyond U+10FFFF.
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: count = 2
      case 0xE0:
        count = 3
        second = 0xA0...0xBF
      case 0xED:
        count = 3
        second = 0x80...0x9F
      case 0xE1...0xEF: count = 3
      case 0xF0:
        count = 4
        second = 0x90...0xBF
      case 0xF4:
        count = 4
        second = 0x80...0x8F
      case 0xF1...0xF3: count = 4
      default:
        end.isValid = false
        break scan
      }
      for step in 1..<count {
        guard end.place + step < bytes.endIndex else { break scan }
        let byte = bytes[end.place + step]
        guard step == 1 ? second.contains(byte) : byte & 0xC0 == 0x80 else {
          end.isValid = false
          break scan
        }
      }
      end.place += count
    }
    decoded = Array(bytes[..<end.place])
    return end
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool, onto decoded: inout [UInt8]) -> End {
    var end = End(place: bytes.startIndex)
    func unit(at place: Int) -> UInt32? {
      guard place + 1 < bytes.endIndex else { return nil }
      let (first, second) = (UInt32(bytes[place]), UInt32(bytes[place + 1]))
      return bigEndian ? first << 8 | second : second << 8 | first
    }
    decoded.reserveCapacity(bytes.count)
    while let high = unit(at: end.place) {
      var value = high
      var count = 2
      if (0xD800..<0xDC00).contains(high) {
        guard let low = unit(at: end.place + 2) else { break }
        guard (0xDC00..<0xE000).contains(low) else {
          end.isValid = false
          break
        }
        value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
        count = 4
      }
      guard let scalar = Unicode.Scalar(value) else {
        end.isValid = false
        break
      }
      if value == 0 {
        end.foundNull = true
        break
      }
      decoded.append(contentsOf: scalar.utf8)
      end.place += count
    }
    return end
  }

  private static func bytewise(_ bytes: ArraySlice<UInt8>, limit: Int, onto decoded: inout [UInt8]) -> End {
    decoded.reserveCapacity(bytes.count + bytes.count / 8)
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == 0 { return End(place: index, foundNull: true) }
      if Int(byte) >= limit { return End(place: index, isValid: false) }
      if byte < 0x80 {
        decoded.append(byte)
      } else {
        decoded.append(0xC0 | byte >> 6)
        decoded.append(0x80 | byte & 0x3F)
      }
    }
    return End(place: bytes.endIndex)
  }
}
