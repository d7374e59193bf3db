import Foundation
import JSON
import TestSupport
import Testing

/// Texts that a file repeats are computed once.
@Suite struct RepeatedTextTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Runs `tag` over a file; returns its output and its statistics.
  private func tag(_ flags: [String]) throws -> (output: [UInt8], stats: JSONValue) {
    let outcome = try Binary.run(
      [
        "tag", scratch.path("in.jsonl"), "-o", scratch.path("out.jsonl"), "--stats",
        scratch.path("stats.json"),
      ] + flags, input: [])
    #expect(outcome.status == 0)
    let output = try #require(scratch.bytes("out.jsonl"))
    return (output, try JSONValue.parse(try #require(scratch.bytes("stats.json"))))
  }

  @Test func theOutputIsThatOfARunWithoutMemory() throws {
    var lines: [String] = []
    for number in 0..<60 {
      // Every third text is new; the others come again, near and far.
      let text = number % 3 == 0 ? "Train number \(number) is late." : "The same \(number % 7) dogs bark."
      lines.append("{\"id\":\(number),\"text\":\"\(text)\"}")
    }
    try scratch.file("in.jsonl", lines.joined(separator: "\n") + "\n")
    let without = try tag(["--memory-of", "0"])
    #expect(without.stats["windows"]?.int == 60)
    #expect(without.stats["known_windows"]?.int == 0)
    for flags in [[], ["--threads", "1"], ["--batch-tokens", "16"], ["--memory-of", "1"]] {
      let with = try tag(flags)
      #expect(with.output == without.output, "\(flags)")
      let computed = try #require(with.stats["windows"]?.int)
      let known = try #require(with.stats["known_windows"]?.int)
      #expect(computed + known == 60, "\(flags)")
      // Two workers may compute one text at the same time.
      #expect(computed >= 27 && computed <= 40, "\(flags): \(computed)")
      #expect(with.stats["tokens"]?.int == without.stats["tokens"]?.int)
    }
  }
}
