import Faults

extension JSONError.Kind {
  /// What is wrong with bytes that should be JSON.
  package var message: String {
    switch self {
    case .unexpectedByte(let byte, let expected):
      "not valid JSON: expected \(expected.message), found \(character(byte))"
    case .unexpectedEnd(let expected): "not valid JSON: expected \(expected.message), found the end"
    case .invalidLiteral: "not valid JSON: expected true, false or null"
    case .invalidNumber: "not valid JSON: a number may not be written like this"
    case .controlCharacter(let byte):
      "not valid JSON: control character \(character(byte)) inside a string, write it as an escape"
    case .invalidEscape(let byte): "not valid JSON: no escape begins with \\ and \(character(byte))"
    case .invalidUnicodeEscape: "not valid JSON: expected four hexadecimal digits after \\u"
    case .loneSurrogate(let unit):
      "not valid Unicode: surrogate \\u\(String(unit, radix: 16)) without its other half"
    case .invalidUTF8: "not valid UTF-8"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .notObject: "expected a JSON object"
    }
  }
}

extension JSONError.Expectation {
  fileprivate var message: String {
    switch self {
    case .value: "a value"
    case .keyOrBrace: "a key or '}'"
    case .key: "a key"
    case .colon: "':'"
    case .commaOrBrace: "',' or '}'"
    case .commaOrBracket: "',' or ']'"
    case .closingQuote: "'\"'"
    case .end: "nothing more"
    }
  }
}

/// A byte as a person would name it.
private func character(_ byte: UInt8) -> String {
  switch byte {
  case 0x21...0x7E: "'\(Character(Unicode.Scalar(byte)))'"
  case 0x20: "a blank"
  default: "byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
  }
}
