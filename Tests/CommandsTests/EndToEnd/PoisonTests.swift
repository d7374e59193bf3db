import Foundation
import JSON
import TestSupport
import Testing

/// Records that no task can read, among those that it can.
@Suite struct PoisonTests {
  /// A way in which a record is broken: the code of its reject and its bytes.
  private struct Poison {
    let code: String
    let bytes: [UInt8]
  }

  private static func poisons(_ id: Int) -> [Poison] {
    let texts: [(code: String, text: String)] = [
      ("json", "{\"id\":\(id),\"text\":\"Go."),
      ("json", "{\"id\":\(id),\"text\":\"Go.\",}"),
      ("json", "{'id':\(id),'text':'Go.'}"),
      ("json", "{\"id\":\(id),\"text\":NaN}"),
      ("json", "{\"id\":\(id),\"text\":\"Go.\"} {\"id\":0}"),
      ("json", "{\"id\":0\(id),\"text\":\"Go.\"}"),
      ("json", "{\"id\":\(id),\"text\":\"\\x47o.\"}"),
      ("json", "{\"id\":\(id),\"text\":\"\\ud83d\"}"),
      ("json", "{\"id\":\(id),\"text\":\"Go\tnow.\"}"),
      ("json", "id \(id)"),
      ("json", String(repeating: "{\"a\":", count: 2000) + "1"),
      ("not-object", "[{\"id\":\(id),\"text\":\"Go.\"}]"),
      ("not-object", "null"),
      ("missing-key", "{\"id\":\(id),\"txt\":\"Go.\"}"),
      ("wrong-type", "{\"id\":\(id),\"text\":null}"),
      ("wrong-type", "{\"id\":\(id),\"text\":1}"),
      ("wrong-type", "{\"id\":\(id),\"tokens\":[\"Go\",1]}"),
      ("key-exists", "{\"id\":\(id),\"text\":\"Go.\",\"tag\":[]}"),
    ]
    let malformed: [[UInt8]] = [[0xC3, 0x28], [0xED, 0xA0, 0x80]]
    let head = Array("{\"id\":\(id),\"text\":\"Go ".utf8)
    let tail = Array("\"}".utf8)
    return texts.map { Poison(code: $0.code, bytes: Array($0.text.utf8)) }
      + malformed.map { Poison(code: "utf8", bytes: head + $0 + tail) }
  }

  @Test func eachIsSetAsideWithItsLineAndReasonAndMendedItCompletesTheSet() throws {
    let scratch = try Scratch()
    let ways = Self.poisons(0).count
    #expect(ways == 20)
    var input: [UInt8] = []
    var expected: [(line: Int, offset: Int, code: String, raw: [UInt8])] = []
    for id in 0..<400 {
      // Every tenth record, in another way each time.
      if id % 10 == 3 {
        let poison = Self.poisons(id)[id / 10 % ways]
        expected.append((id + 1, input.count, poison.code, poison.bytes))
        input += poison.bytes + [0x0A]
      } else {
        input += Array("{\"id\":\(id),\"text\":\"Go \(id).\"}\n".utf8)
      }
    }
    _ = try scratch.file("in.jsonl", input)
    let run = try Binary.run("tag", "in.jsonl", "-o", "out.jsonl", in: scratch.folder)
    #expect(run.status == 65)
    #expect(run.errors.contains("tag: 360 records, 40 rejects (json 22, wrong-type 6, "))
    let done = try #require(scratch.text("out.jsonl")).split(separator: "\n")
    #expect(done.count == 360)

    var mended: [UInt8] = []
    let rejects = try #require(scratch.bytes("out.jsonl.rejects")).split(separator: 0x0A)
    #expect(rejects.count == expected.count)
    for (bytes, expected) in zip(rejects, expected) {
      let reject = try JSONValue.parse(Array(bytes))
      #expect(reject["file"]?.string == "in.jsonl" && reject["line"]?.int == expected.line)
      #expect(reject["offset"]?.int == expected.offset && reject["code"]?.string == expected.code)
      #expect(Self.raw(of: reject) == expected.raw)
      mended += try Self.mended(reject, "{\"id\":\(expected.line - 1),\"text\":\"Go \(expected.line - 1).\"}")
    }

    _ = try scratch.file("mended.jsonl", mended)
    let again = try Binary.run("tag", "--quiet", "mended.jsonl", "-o", "rest.jsonl", in: scratch.folder)
    #expect(again.status == 0 && again.errors == "")
    let rest = try #require(scratch.text("rest.jsonl")).split(separator: "\n")
    var ids: [Int] = []
    for line in done + rest { ids.append(try JSONValue.parse(Array(line.utf8))["id"]?.int ?? -1) }
    #expect(ids.sorted() == Array(0..<400))
  }

  /// The record's own bytes in a line of a rejects file.
  private static func raw(of reject: JSONValue) -> [UInt8]? {
    if let text = reject["raw"]?.string { return Array(text.utf8) }
    guard let encoded = reject["raw_base64"]?.string, let data = Data(base64Encoded: encoded) else {
      return nil
    }
    return [UInt8](data)
  }

  /// A line of a rejects file with another record in it.
  private static func mended(_ reject: JSONValue, _ record: String) throws -> [UInt8] {
    var members = try #require(reject.object).members.filter { $0.key != "raw" && $0.key != "raw_base64" }
    members.append(("raw", .string(record)))
    var writer = JSONWriter()
    writer.value(.object(JSONObject(members)))
    return writer.bytes + [0x0A]
  }
}
