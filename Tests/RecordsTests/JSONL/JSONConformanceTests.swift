import Annotations
import Foundation
import JSON
import Records
import TestSupport
import Testing

/// The files of nst/JSONTestSuite, each given to the parser of JSON lines as one record.
///
/// A file that must be accepted and holds an object comes back byte for byte, with a member added in its
/// place. One that holds another value is a `not-object` reject, byte for byte too; its bytes are then
/// carried as the value of a record `{"v":…}`.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: testSuite.path), "no ../shared/data/json"))
struct JSONConformanceTests {
  private let parser = JSONLinesParser(FieldSelection(.anything), policy: KeyPolicy(keys: []))
  private let place = Place(file: 0, line: 5, offset: 0)

  private func files(_ prefix: String) throws -> [(name: String, bytes: [UInt8])] {
    try FileManager.default.contentsOfDirectory(atPath: testSuite.path)
      .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }.sorted()
      .map { ($0, [UInt8](try Data(contentsOf: testSuite.appending(path: $0)))) }
  }

  @Test func whatMustNotParseIsRefusedWithLineAndColumn() throws {
    let files = try files("n_")
    #expect(files.count == 188)
    for (name, bytes) in files {
      let reject = try #require(parser.item(bytes, at: place).reject, "\(name)")
      #expect(reject.code == .json || reject.code == .utf8, "\(name)")
      #expect(reject.place.line >= 5 && (reject.column ?? 0) >= 1, "\(name)")
      #expect(reject.raw == bytes)
    }
  }

  @Test func whatMustParseComesBackByteForByte() throws {
    let files = try files("y_")
    #expect(files.count == 95)
    let writer = JSONLinesWriter(passesVerbatim: true)
    var objects = 0
    for (name, bytes) in files {
      // A record is a line: the line feeds between values become blanks.
      var bytes = bytes.map { $0 == 0x0A ? 0x20 : $0 }
      if let reject = parser.item(bytes, at: place).reject, reject.code == .notObject {
        #expect(reject.raw == bytes, "\(name)")
        bytes = Array("{\"text\":\"\",\"v\":".utf8) + bytes + [0x7D]
      } else {
        objects += 1
      }
      let json = try JSONRecord(bytes)
      let record = Record(place: place, fields: .text(""), carrier: json)
      #expect(try writer.render(record, []) == bytes + [0x0A], "\(name)")
      let tagged = try writer.render(record, [KeyedAnnotation("tag", Annotation(.words([])))])
      let brace = try #require(bytes.lastIndex(of: 0x7D))
      let added = Array((json.keys.isEmpty ? "\"tag\":[]" : ",\"tag\":[]").utf8)
      var expected = Array(bytes[..<brace])
      expected += added
      expected += bytes[brace...]
      expected.append(0x0A)
      #expect(tagged == expected, "\(name)")
    }
    #expect(objects > 10)
  }

  @Test func whatMayParseNeverCrashes() throws {
    let files = try files("i_")
    #expect(files.count == 35)
    for (_, bytes) in files {
      _ = parser.item(bytes, at: place)
      _ = parser.item(Array("{\"text\":".utf8) + bytes + [0x7D], at: place)
    }
  }
}

private let testSuite = Repository.data.appending(path: "json/JSONTestSuite")
