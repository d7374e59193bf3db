import Foundation
import JSON
import TestSupport
import Testing

/// The files of nst/JSONTestSuite, each given whole to the parser. Whether they come through the reader of
/// JSON lines byte for byte is tested with that reader.
@Suite(.enabled(if: JSONTestSuite.isThere, "no ../shared/data/json/JSONTestSuite"))
struct JSONConformanceTests {
  @Test func everyFileIsJudgedAsItsNameSays() throws {
    var counts = (accepted: 0, refused: 0, either: 0)
    for (name, bytes) in try JSONTestSuite.files() {
      let parsed: Bool
      do throws(JSONError) {
        _ = try JSONValue.parse(bytes)
        parsed = true
      } catch {
        parsed = false
        #expect(error.line(in: bytes) >= 1 && error.column(in: bytes) >= 1)
        #expect(error.offset <= bytes.count)
      }
      switch name.first {
      case "y":
        #expect(parsed, "\(name)")
        counts.accepted += 1
      case "n":
        #expect(!parsed, "\(name)")
        counts.refused += 1
      default: counts.either += 1
      }
    }
    #expect(counts.accepted == 95 && counts.refused == 188 && counts.either == 35)
  }
}

private enum JSONTestSuite {
  static let folder = Repository.data.appending(path: "json/JSONTestSuite")

  static let isThere = Repository.hasData("json/JSONTestSuite")

  static func files() throws -> [(name: String, bytes: [UInt8])] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
      .map { ($0, [UInt8](try Data(contentsOf: folder.appending(path: $0)))) }
  }
}
