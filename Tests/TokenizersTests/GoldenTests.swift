import Foundation
import JSON
import TestSupport
import Testing
import Tokenizers

/// What the reference makes of a few texts of our own, recorded.
@Suite("golden texts")
struct GoldenTests {
  static let names = Repository.names(in: Corpora.fixtures.appending(path: "golden"), endingIn: ".jsonl")

  /// The rows of a recorded file.
  private func rows(_ path: String) throws -> [JSONValue] {
    try Corpora.bytes(of: Corpora.fixtures.appending(path: path)).split(separator: 0x0A).map {
      try JSONValue.parse(Array($0))
    }
  }

  private func texts() throws -> [String] {
    try #require(try rows("golden/bert-cased.jsonl").first?["texts"]?.array).compactMap(\.string)
  }

  @Test("every way to encode gives the recorded numbers", arguments: names)
  func numbers(name: String) throws {
    let tokenizer = try Fixtures.tokenizer(name)
    let texts = try texts()
    let rows = try rows("golden/\(name).jsonl").dropFirst()
    #expect(rows.count == texts.count * 8)
    for row in rows {
      let name = try #require(row["mode"]?.string)
      let mode = try #require(EncodingMode.named(name))
      let index = try #require(row["text"]?.int)
      let numbers = try mode.numbers(tokenizer, texts[index], texts[(index + 1) % texts.count])
      if let expected = row["numbers"]?.array?.compactMap(\.int) {
        #expect(numbers == expected, "\(name) of '\(texts[index])'")
      } else {
        #expect(Digest.hex(numbers) == row["digest"]?.string, "\(name) of '\(texts[index])'")
      }
    }
  }

  @Test("every kind of stage does what the reference's does")
  func stages() throws {
    let texts = try texts()
    let rows = try rows("stages.jsonl")
    #expect(rows.count > 75)
    for row in rows {
      let name = try #require(row["name"]?.string)
      let tokenizer = try Tokenizer(json: try Fixtures.written(try #require(row["tokenizer"])))
      let expected = try #require(row["digests"]?.array).compactMap(\.string)
      try #require(expected.count == 4)
      for (index, mode) in ["single", "pair", "words", "windows"].enumerated() {
        let encoding = try #require(EncodingMode.named(mode))
        var numbers: [Int] = []
        for (place, text) in texts.enumerated() {
          numbers += try encoding.numbers(tokenizer, text, texts[(place + 1) % texts.count])
        }
        #expect(Digest.hex(numbers) == expected[index], "\(name), \(mode)")
      }
    }
  }
}
