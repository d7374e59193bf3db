import Foundation
import TestSupport
import Testing
import Tokenizers

/// The reference's digests over the public corpora, computed anew.
@Suite("digests of the reference")
struct DigestTests {
  /// A tokenizer with digests, and where it lies.
  struct Subject: CustomTestStringConvertible, Sendable {
    let name: String
    let file: URL
    var testDescription: String { name }
  }

  static let subjects: [Subject] = {
    let names = Repository.names(in: Corpora.fixtures.appending(path: "digests"), endingIn: ".txt")
    return names.map { name in
      let own = Corpora.fixtures.appending(path: "tokenizers/\(name).json")
      let isOwn = FileManager.default.fileExists(atPath: own.path)
      let shared = Corpora.data.deletingLastPathComponent().appending(
        path: "models/default/encoder/tokenizer.json")
      return Subject(name: name, file: isOwn ? own : shared)
    }
  }()

  /// The digests of one corpus encoded one way, a digest a thousand lines.
  private struct Expected {
    var corpus: String
    var mode: String
    var digests: [UInt64] = []
  }

  private func expected(_ name: String) throws -> [Expected] {
    var found: [Expected] = []
    for line in try Corpora.lines(Corpora.fixtures.appending(path: "digests/\(name).txt")) {
      let fields = line.split(separator: " ").map(String.init)
      if fields.isEmpty || fields[0] == "#" { continue }
      if EncodingMode.named(fields.count > 1 ? fields[1] : "") != nil {
        found.append(Expected(corpus: fields[0], mode: fields[1]))
      } else {
        found[found.count - 1].digests += fields.compactMap { UInt64($0, radix: 16) }
      }
    }
    return found
  }

  @Test(
    "ids, types, offsets, words and sequences are the reference's",
    .enabled(if: Corpora.areThere, "needs ../shared/data, which is no part of the repository"),
    arguments: subjects)
  func digests(subject: Subject) throws {
    let tokenizer = try Tokenizer(json: try Fixtures.json(subject.file))
    let all = try expected(subject.name)
    #expect(!all.isEmpty)
    var workspace = TokenizerWorkspace()
    var texts: (corpus: String, lines: [String]) = ("", [])
    for expected in all {
      if texts.corpus != expected.corpus {
        texts = (expected.corpus, try Corpora.texts(expected.corpus, tokenizer: subject.file))
      }
      let mode = try #require(EncodingMode.named(expected.mode))
      let lines = texts.lines
      try #require(
        (lines.count + 999) / 1000 == expected.digests.count, "\(expected.corpus): \(lines.count) lines")
      for (block, digest) in expected.digests.enumerated() {
        var found = Digest()
        for index in block * 1000..<min(block * 1000 + 1000, lines.count) {
          found.add(
            try mode.numbers(tokenizer, lines[index], lines[(index + 1) % lines.count], workspace: &workspace)
          )
        }
        #expect(found.value == digest, "\(expected.corpus) \(expected.mode), lines from \(block * 1000)")
      }
    }
  }
}
