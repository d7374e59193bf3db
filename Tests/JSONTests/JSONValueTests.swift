import JSON
import Testing

struct JSONValueTests {
  private func parse(_ text: String) throws -> JSONValue { try JSONValue.parse(Array(text.utf8)) }

  @Test func stringsAreDecoded() throws {
    #expect(try parse(#""a\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00é""#).string == "a\"\\/\u{8}\u{c}\n\r\té😀é")
    #expect(try parse(#""\u0000""#).string?.utf8.count == 1)
    #expect(
      try parse(#""\ud7ff\ue000\uFFFF""#).string?.unicodeScalars.map(\.value) == [0xD7FF, 0xE000, 0xFFFF])
  }

  @Test func numbersKeepTheirSpelling() throws {
    let number = try parse("-1.50E+2")
    guard case .number(let written) = number else {
      Issue.record("not a number")
      return
    }
    #expect(written.spelling == "-1.50E+2")
    #expect(number.double == -150)
    #expect(number.int == nil)
    #expect(try parse("9223372036854775807").int == .max)
    #expect(try parse("9223372036854775808").int == nil)
    #expect(try parse("1e999").double == .infinity)
    #expect(try parse("-0").int == 0)
  }

  @Test func keysAreComparedByBytes() throws {
    let object = try parse(#"{"é":1,"e\#u{301}":2}"#)
    #expect(object["\u{e9}"]?.int == 1)
    #expect(object["e\u{301}"]?.int == 2)
  }

  @Test func ofDuplicatesTheLastIsRead() throws {
    #expect(try parse(#"{"a":1,"b":2,"\u0061":3}"#)["a"]?.int == 3)
  }

  @Test func largeObjectsFindEveryKey() throws {
    var text = "{"
    for number in 0..<5000 { text += "\"k\(number % 4000)\":\(number)," }
    let object = try #require(try parse(text + "\"last\":null}").object)
    #expect(object.count == 5001)
    #expect(object["k1"]?.int == 4001)
    #expect(object["k1000"]?.int == 1000)
    #expect(object["last"]?.isNull == true)
    #expect(object["k4000"] == nil)
    #expect((0..<4000).allSatisfy { object["k\($0)"] != nil })
  }

  @Test func nestingIsLimited() throws {
    func nested(_ depth: Int) -> [UInt8] {
      [UInt8](repeating: 0x5B, count: depth) + [UInt8](repeating: 0x5D, count: depth)
    }
    _ = try JSONValue.parse(nested(512))
    #expect(throws: JSONError(.tooDeep(limit: 512), offset: 512)) { try JSONValue.parse(nested(513)) }
    #expect(throws: JSONError(.tooDeep(limit: 512), offset: 516)) {
      try JSONRecord(Array(#"{"a":"#.utf8) + nested(100_000))
    }
  }

  @Test func byteOrderMarkIsPassedOver() throws {
    #expect(try JSONValue.parse([0xEF, 0xBB, 0xBF] + Array("1".utf8)).int == 1)
  }

  @Test(
    arguments: [
      ("", .unexpectedEnd(expected: .value), 0), ("  ", .unexpectedEnd(expected: .value), 2),
      ("[1,]", .unexpectedByte(0x5D, expected: .value), 3),
      ("{,", .unexpectedByte(0x2C, expected: .keyOrBrace), 1),
      (#"{"a" 1}"#, .unexpectedByte(0x31, expected: .colon), 5),
      (#"{"a":1,}"#, .unexpectedByte(0x7D, expected: .key), 7),
      (#"{"a":1 2"#, .unexpectedByte(0x32, expected: .commaOrBrace), 7),
      ("[1 2", .unexpectedByte(0x32, expected: .commaOrBracket), 3),
      ("1 2", .unexpectedByte(0x32, expected: .end), 2), ("01", .invalidNumber, 0), ("-", .invalidNumber, 0),
      ("+1", .invalidNumber, 0), ("1.", .invalidNumber, 0), ("1e", .invalidNumber, 0),
      ("tru", .invalidLiteral, 0),
      ("nulL", .invalidLiteral, 0), ("\"a", .unexpectedEnd(expected: .closingQuote), 2),
      ("\"a\n\"", .controlCharacter(0x0A), 2), (#""\x""#, .invalidEscape(0x78), 1),
      (#""\u12g4""#, .invalidUnicodeEscape, 1), (#""\ud800""#, .loneSurrogate(0xD800), 1),
      (#""\ud800\u0041""#, .loneSurrogate(0xD800), 1), (#""\udc00""#, .loneSurrogate(0xDC00), 1),
    ] as [(String, JSONError.Kind, Int)])
  func faultsAreNamedAndPlaced(_ text: String, _ kind: JSONError.Kind, _ offset: Int) {
    #expect(throws: JSONError(kind, offset: offset)) { try parse(text) }
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE2, 0x82], [0xC3],
    ] as [[UInt8]])
  func otherEncodingsAreNotUTF8(_ bytes: [UInt8]) {
    #expect(throws: JSONError(.invalidUTF8, offset: 2)) {
      try JSONValue.parse([0x22, 0x61] + bytes + [0x22])
    }
    #expect(throws: JSONError(.invalidUTF8, offset: 1)) { try JSONValue.parse([0x20] + bytes) }
  }

  @Test func everyScalarSurvives() throws {
    for value in UInt32(0x80)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(scalar).utf8)
      #expect(UTF8Sequence.length(in: bytes, at: 0) == bytes.count)
    }
  }

  @Test func linesAndColumnsCountCodePoints() throws {
    let bytes = Array("{\n\"é😀\": x}".utf8)
    do throws(JSONError) {
      _ = try JSONValue.parse(bytes)
      Issue.record("parsed")
    } catch {
      #expect(error.line(in: bytes) == 2)
      #expect(error.column(in: bytes) == 7)
    }
    let marked = [0xEF, 0xBB, 0xBF] + Array("x".utf8)
    #expect(JSONError(.invalidLiteral, offset: 3).column(in: marked) == 1)
  }
}
