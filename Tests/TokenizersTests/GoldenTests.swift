import Foundation
import JSON
import Testing
import Tokenizers

/// What the reference makes of a few texts of our own, recorded.
@Suite("golden texts")
struct GoldenTests {
  static let names: [String] = {
    let folder = Corpora.fixtures.appending(path: "golden")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }.sorted()
  }()

  @Test("every way to encode gives the recorded numbers", arguments: names)
  func numbers(name: String) throws {
    let file = Corpora.fixtures.appending(path: "tokenizers/\(name).json")
    let tokenizer = try Tokenizer(json: try Corpora.bytes(of: file))
    let golden = Corpora.fixtures.appending(path: "golden/\(name).jsonl")
    var count = 0
    for line in try Corpora.bytes(of: golden).split(separator: 0x0A) {
      let row = try JSONValue.parse(Array(line))
      let mode = try #require(EncodingMode.named(row["mode"]?.string ?? ""))
      let a = try #require(row["a"]?.string)
      let b = try #require(row["b"]?.string)
      let expected = row["numbers"]?.array?.compactMap(\.int)
      #expect(try mode.numbers(tokenizer, a, b) == expected, "\(row["mode"]?.string ?? "") of '\(a)'")
      count += 1
    }
    #expect(count >= 80)
  }
}
