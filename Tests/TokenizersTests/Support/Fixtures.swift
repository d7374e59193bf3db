import Foundation
import JSON
import Tokenizers

/// The trained tokenizers of the tests.
enum Fixtures {
  private static let folder = Corpora.fixtures.appending(path: "tokenizers")

  /// The bytes of a `tokenizer.json`. Of those that sentencepiece trained the character map is kept once, in
  /// a file of its own.
  static func json(_ url: URL) throws -> [UInt8] {
    let bytes = try Corpora.bytes(of: url)
    let mark = Array("\"@nmt_nfkc\"".utf8)
    guard let place = bytes.firstRange(of: mark) else { return bytes }
    let map = Array("\"\(Data(try characterMap()).base64EncodedString())\"".utf8)
    return bytes[..<place.lowerBound] + map + bytes[place.upperBound...]
  }

  static func characterMap() throws -> [UInt8] {
    try Corpora.bytes(of: folder.appending(path: "nmt_nfkc.charsmap"))
  }

  static func json(_ name: String) throws -> [UInt8] { try json(folder.appending(path: "\(name).json")) }

  static func tokenizer(_ name: String) throws -> Tokenizer { try Tokenizer(json: try json(name)) }

  static func bytes(_ file: String) throws -> [UInt8] { try Corpora.bytes(of: folder.appending(path: file)) }

  /// A value written as JSON again.
  static func written(_ value: JSONValue) throws -> [UInt8] {
    switch value {
    case .null: Array("null".utf8)
    case .bool(let bool): Array("\(bool)".utf8)
    case .number(let number): Array(number.spelling.utf8)
    case .string(let text): try [UInt8](JSONEncoder().encode(text))
    case .array(let values):
      try [0x5B] + values.map(written).joined(separator: [0x2C]) + [0x5D]
    case .object(let object):
      try [0x7B]
        + object.members.map { try written(.string($0.key)) + [0x3A] + written($0.value) }
        .joined(separator: [0x2C]) + [0x7D]
    }
  }
}
