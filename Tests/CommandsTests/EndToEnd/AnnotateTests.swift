import Foundation
import JSON
import TestSupport
import Testing

/// The embedded tasks, from the command line to the bytes that come back.
@Suite struct AnnotateTests {
  private func labels(_ line: String) throws -> [String] {
    let tags = try JSONValue.parse(Array(line.utf8))["tag"]?.array ?? []
    return tags.compactMap { word in
      guard let text = word["text"]?.string, let label = word["label"]?.string else { return nil }
      return "\(text)/\(label)"
    }
  }

  @Test func tagsTheExample() throws {
    let run = try Binary.run("tag", "--precision", "f32", "tasks/tag/example.jsonl")
    #expect(run.status == 0)
    #expect(run.lines.count == 3)
    #expect(
      try labels(run.lines[0]) == [
        "Where/ADV", "is/AUX", "the/DET", "Iguazu/PROPN", "waterfall/NOUN", "?/PUNCT",
      ])
    let words = try labels(run.lines[1]).map { $0.split(separator: "/").dropLast().joined(separator: "/") }
    #expect(
      words == [
        "I", "do", "n't", "think", "prices", "rose", "3.5", "%", "in", "the", "U.S.", "last", "year", ".",
      ])
    #expect(run.errors.contains("tag: 3 records"))
  }

  @Test func answersTheExample() throws {
    let run = try Binary.run("qa", "--precision", "f32", "tasks/qa/example.jsonl")
    #expect(run.status == 0)
    for line in run.lines {
      let record = try JSONValue.parse(Array(line.utf8))
      let answer = try #require(record["qa"])
      let context = Array(try #require(record["context"]?.string).unicodeScalars)
      let start = try #require(answer["start"]?.int)
      let end = try #require(answer["end"]?.int)
      #expect(String(String.UnicodeScalarView(context[start..<end])) == answer["text"]?.string)
    }
    #expect(run.lines[1].contains(#""text":"Ana Ferreira""#))
  }

  @Test func classifiesTheExample() throws {
    let run = try Binary.run("pair", "--precision", "f32", "tasks/pair/example.jsonl")
    let labels = try run.lines.map { try JSONValue.parse(Array($0.utf8))["pair"]?["label"]?.string }
    #expect(labels == ["entailment", "contradiction", "neutral"])
  }

  @Test(arguments: [
    ["--threads", "1"], ["--threads", "2"], ["--batch-tokens", "64"], ["--batch-tokens", "4096"],
  ])
  func theSameRecordGivesTheSameBytes(arguments: [String]) throws {
    let lines = try Self.mixedLines()
    let input = Array((lines.joined(separator: "\n") + "\n").utf8)
    let turned = Array((lines.reversed().joined(separator: "\n") + "\n").utf8)
    for precision in ["f32", "bf16", "int8"] {
      let plain = try Binary.run(["tag", "--logits", "--precision", precision], input: input)
      if plain.status == 64, precision != "f32" { continue }  // The processor has no such products.
      let other = try Binary.run(["tag", "--logits", "--precision", precision] + arguments, input: turned)
      #expect(plain.lines == other.lines.reversed())
      #expect(plain.lines.count == lines.count)
    }
  }

  /// Texts of many lengths, windows included.
  private static func mixedLines() throws -> [String] {
    let words = "the night train leaves Lisbon at half past nine and nobody said why it doesn't stop".split(
      separator: " ")
    return (0..<40).map { number in
      let count = number == 17 ? 900 : 1 + number * 3 % 37
      let text = (0..<count).map { String(words[($0 * 7 + number) % words.count]) }.joined(separator: " ")
      return #"{"id":\#(number),"text":"\#(text)"}"#
    }
  }

  @Test func aRecordOfManyWindowsSaysSo() throws {
    let text = Array(repeating: "A short sentence about rivers.", count: 200).joined(separator: " ")
    let run = try Binary.run("tag", "--precision", "f32", input: #"{"text":"\#(text)"}"#)
    #expect(run.lines.first?.contains(#""tag_windows":"#) == true)
    #expect(try labels(run.lines[0]).count == 1200)
    let pair = try Binary.run("pair", "--precision", "f32", input: #"{"text":"\#(text)","text_pair":"Yes."}"#)
    #expect(pair.lines.first?.contains(#""truncated":true,"tokens":"#) == true)
  }

  @Test func emptyAndBlankTextsHaveResults() throws {
    let tag = try Binary.run("tag", input: "{\"text\":\"\"}\n{\"text\":\" \\n\"}\n{\"tokens\":[]}\n")
    #expect(tag.lines == [#"{"text":"","tag":[]}"#, #"{"text":" \n","tag":[]}"#, #"{"tokens":[],"tag":[]}"#])
    let answer = try Binary.run("qa", input: #"{"question":"Who?","context":""}"#)
    #expect(
      answer.lines.first?.contains(#""qa":{"text":"","start":0,"end":0,"score":1,"null_score":1}"#) == true)
    #expect(try Binary.run("pair", input: #"{"text":"","text_pair":""}"#).status == 0)
  }

  @Test func theLineComesBackByteForByte() throws {
    let line = "{ \"n\": 1.50e+01 ,\t\"text\" : \"caf\\u00e9 \\/ na\\u0308ive\" , \"x\":{}  }\r"
    let run = try Binary.run("tag", input: "\n" + line + "\n\n")
    // By bytes: to a Swift string, CR LF is one character.
    let lines = run.output.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    try #require(lines.count == 4)
    #expect(lines[0].isEmpty && lines[2].isEmpty && lines[3].isEmpty)
    #expect(lines[1].starts(with: line.utf8.dropLast(3)))
    #expect(lines[1].suffix(3).elementsEqual("]}\r".utf8))
  }
}
