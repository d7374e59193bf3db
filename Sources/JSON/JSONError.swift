/// Why bytes are not the JSON that was asked for, and where.
package struct JSONError: Error, Equatable, Sendable {
  /// What is wrong, with the values that a message needs.
  package enum Kind: Equatable, Sendable {
    /// A byte that cannot stand here.
    case unexpectedByte(UInt8, expected: Expectation)
    /// The bytes end too early.
    case unexpectedEnd(expected: Expectation)
    /// Letters that are none of `true`, `false` and `null`.
    case invalidLiteral
    /// A number that RFC 8259 does not allow, such as `01`, `1.`, `+1` or `.5`.
    case invalidNumber
    /// A raw control character (below U+0020) inside a string.
    case controlCharacter(UInt8)
    /// A backslash followed by a byte that makes no escape.
    case invalidEscape(UInt8)
    /// `\u` without four hexadecimal digits.
    case invalidUnicodeEscape
    /// An escaped surrogate without its other half; the value is the surrogate's code unit.
    case loneSurrogate(UInt16)
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// Arrays and objects nested deeper than the limit.
    case tooDeep(limit: Int)
    /// Valid JSON, but not an object where a record is wanted.
    case notObject
  }

  /// What could have stood at the place of the error.
  package enum Expectation: Equatable, Sendable {
    /// Any JSON value.
    case value
    /// A key or the `}` of an empty object.
    case keyOrBrace
    /// A key, after a comma.
    case key
    /// The `:` after a key.
    case colon
    /// `,` or `}`.
    case commaOrBrace
    /// `,` or `]`.
    case commaOrBracket
    /// The `"` that ends a string.
    case closingQuote
    /// Nothing but blanks after the value.
    case end
  }

  /// What is wrong.
  package let kind: Kind
  /// The offset of the offending byte, from 0; the count of bytes where they end too early.
  package let offset: Int

  /// An error of a kind at a byte offset.
  package init(_ kind: Kind, offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// The line of the error in the bytes that were parsed, from 1.
  package func line(in bytes: [UInt8]) -> Int {
    var line = 1
    for byte in bytes.prefix(offset) where byte == 0x0A { line += 1 }
    return line
  }

  /// The column of the error in its line, from 1, in code points; a byte order mark has no width.
  package func column(in bytes: [UInt8]) -> Int {
    let before = bytes.prefix(offset)
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var column = 1
    for byte in before[lineStart...] where byte & 0xC0 != 0x80 { column += 1 }
    if lineStart == 0, offset >= 3, bytes.startsWithByteOrderMark { column -= 1 }
    return column
  }
}

extension [UInt8] {
  /// Whether these bytes begin with the UTF-8 byte order mark.
  package var startsWithByteOrderMark: Bool {
    count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF
  }
}
