import Foundation
import Records
import TestSupport
import Testing

/// The documents of `../shared/data/xml`, where they are there.
enum XMLData {
  static let folder = Repository.data.appending(path: "xml")

  static let isThere = Repository.hasData("xml")

  /// The names of documents in a folder; none without the corpora, whose tests are skipped.
  static func names(_ folder: String) -> [String] {
    guard isThere else { return [] }
    return Repository.names(in: self.folder.appending(path: folder), endingIn: ".xml")
      .map { "\(folder)/\($0).xml" }
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }
}

/// The seconds of work of this thread, which other load does not count into.
func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// What every output must keep of its input.
func expectSame(_ input: [UInt8], _ output: [UInt8], _ name: String = "") throws {
  let before = try #require(XMLCanonical(input), "\(name)")
  let after = try #require(XMLCanonical(output), "\(name): the output is not well-formed")
  before.strip(label: XMLRun.label, key: XMLRun.key)
  after.strip(label: XMLRun.label, key: XMLRun.key)
  expectEqual(before.bytes, after.bytes, "canonical XML of \(name)")
  expectEqual(before.doctype ?? [], after.doctype ?? [], "doctype of \(name)")
  expectEqual(before.sections, after.sections, "CDATA of \(name)")
}

/// Shows no more of two texts than where they part.
private func expectEqual(_ before: [UInt8], _ after: [UInt8], _ what: String) {
  guard before != after else { return }
  let same = zip(before, after).prefix { $0 == $1 }.count
  func window(_ bytes: [UInt8]) -> String {
    String(decoding: bytes[max(0, same - 40)..<min(bytes.count, same + 40)], as: UTF8.self)
  }
  Issue.record("\(what) differs: \(window(before)) became \(window(after))")
}

@Suite(.enabled(if: XMLData.isThere, "no ../shared/data/xml beside the repository"))
struct XMLConformanceTests {
  @Test(arguments: XMLData.names("eltec") + XMLData.names("shakespeare_bosak"))
  func documentsStayWhatTheyAre(_ name: String) throws {
    let input = try XMLData.bytes(name)
    let run = try XMLRun(input) { XMLRun.spans($0) + XMLRun.words($0) }
    #expect(run.records.count > 500)
    #expect(run.rejects.isEmpty)
    try expectSame(input, run.output)
    let words = XMLCanonical(run.output)?.elements("w") ?? []
    #expect(words.count > 10_000)
    #expect(words.allSatisfy { $0.attributes["pos"] == XMLRun.label })
  }

  @Test(arguments: XMLData.names("eltec") + XMLData.names("shakespeare_bosak"))
  func unannotatedDocumentsKeepTheirLineEnds(_ name: String) throws {
    let input = try XMLData.bytes(name)
    let run = try XMLRun(input)
    try expectSame(input, run.output)
    let returns = run.output.count { $0 == 0x0D }
    #expect(returns == (input.contains(0x0D) ? run.output.count { $0 == 0x0A } : 0))
  }

  @Test func chunksDoNotMatter() throws {
    for name in ["eltec/ENG18411_Tupper.xml", "shakespeare_bosak/hamlet.xml"] {
      let input = try XMLData.bytes(name)
      let whole = try XMLRun(input, chunk: input.count) { XMLRun.words($0) }
      for chunk in [997, 64] {
        let pieces = try XMLRun(input, chunk: chunk) { XMLRun.words($0) }
        #expect(pieces.output == whole.output, "\(name) in chunks of \(chunk)")
      }
    }
  }

  @Test(arguments: XMLData.names("hostile"))
  func hostileDocumentsAreHarmless(_ name: String) throws {
    let input = try XMLData.bytes(name)
    for settings in [XMLSettings(records: ["s"]), XMLSettings(records: ["/*"])] {
      let start = threadSeconds()
      let outcome = XMLRun.outcome(input, settings) { XMLRun.words($0) }
      #expect(threadSeconds() - start < 10)
      switch outcome {
      case .failure(let error): #expect(error.line > 0 && error.column > 0)
      case .success(let run):
        #expect(!run.text.contains("XXE-CANARY"))
        #expect(run.rejects.isEmpty)
        // Canonical XML has no form for references to what is not read.
        if XMLCanonical(input) != nil, input.count < 1_000_000 {
          try expectSame(input, run.output, "\(name)")
        }
      }
    }
  }
}
