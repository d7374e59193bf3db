import Foundation
import Records
import TestSupport
import Testing

/// Outputs whose names end in `.gz`.
@Suite struct GzipOutputTests {
  private static func lines(_ count: Int) -> String {
    (0..<count).map { #"{"id":\#($0),"text":"Train \#($0) leaves Lisbon at half past nine."}"# + "\n" }
      .joined()
  }

  private func unpacked(_ bytes: [UInt8]?) throws -> [UInt8] {
    var source = try GzipSource(MemorySource(try #require(bytes)))
    var output: [UInt8] = []
    while let more = try source.next() { output += more }
    return output
  }

  private func packed(_ text: String) throws -> [UInt8] {
    let encoder = try GzipEncoder()
    return encoder.encode(Array(text.utf8)) + encoder.endMember()
  }

  @Test func aFileIsGzippedByItsName() throws {
    let scratch = try Scratch()
    // Long enough for several members.
    _ = try scratch.file("in.jsonl", Self.lines(900) + "[]\n")
    for name in ["out.jsonl", "out.jsonl.gz", "OUT.JSONL.GZ"] {
      let run = try Binary.run(
        "tag", "--quiet", "in.jsonl", "-o", name, "--rejects", "r-" + name, in: scratch.folder)
      #expect(run.status == 65)
    }
    let plain = try #require(scratch.bytes("out.jsonl"))
    #expect(plain.count > 1 << 19)
    let packed = try #require(scratch.bytes("out.jsonl.gz"))
    #expect(packed.count < plain.count / 4)
    #expect(try unpacked(packed) == plain)
    #expect(scratch.bytes("OUT.JSONL.GZ") == packed)
    #expect(try unpacked(scratch.bytes("r-out.jsonl.gz")) == scratch.bytes("r-out.jsonl"))
  }

  @Test func eachInputsOutputIsPackedAsTheInputIs() throws {
    let scratch = try Scratch()
    let sentence = "1\tGo\t_\t_\t_\t_\t0\troot\t_\t_\n\n"
    _ = try scratch.file("a.jsonl.gz", packed(Self.lines(3)))
    _ = try scratch.file("b.conllu.gz", packed(sentence))
    _ = try scratch.file("c.csv.gz", packed("text\n\"Go, now\"\n"))
    _ = try scratch.file("d.xml.gz", packed("<corpus><record><text>Go.</text></record></corpus>"))
    _ = try scratch.file("e.txt", "Go.\n")
    try FileManager.default.createDirectory(
      at: scratch.folder.appendingPathComponent("out"), withIntermediateDirectories: true)
    let run = try Binary.run(
      "tag", "--quiet", "a.jsonl.gz", "b.conllu.gz", "c.csv.gz", "d.xml.gz", "e.txt", "--output-dir", "out",
      in: scratch.folder)
    #expect(run.status == 0 && run.errors == "")
    #expect(try unpacked(scratch.bytes("out/a.jsonl.gz")).count { $0 == 0x0A } == 3)
    #expect(
      String(decoding: try unpacked(scratch.bytes("out/b.conllu.gz")), as: UTF8.self)
        == sentence.replacing("Go\t_\t_", with: "Go\t_\tVERB"))
    #expect(
      String(decoding: try unpacked(scratch.bytes("out/c.csv.gz")), as: UTF8.self).hasPrefix(
        "text,tag\n\"Go, now\",\"Go_VERB ,_PUNCT "))
    #expect(
      String(decoding: try unpacked(scratch.bytes("out/d.xml.gz")), as: UTF8.self).contains(
        "<w pos=\"VERB\">Go</w><pc pos=\"PUNCT\">.</pc>"))
    #expect(scratch.text("out/e.txt")?.hasPrefix("{\"line\":1,\"text\":\"Go.\",\"tag\":[") == true)
  }

  @Test func nothingIsAnEmptyMember() throws {
    let scratch = try Scratch()
    _ = try scratch.file("in.jsonl", "")
    #expect(try Binary.run("tag", "in.jsonl", "-o", "out.jsonl.gz", in: scratch.folder).status == 0)
    #expect(try unpacked(scratch.bytes("out.jsonl.gz")) == [])
    #expect(scratch.bytes("out.jsonl.gz")?.isEmpty == false)
  }

  @Test func anArrayIsNotPacked() throws {
    let run = try Binary.run("embed", "--to", "npy", "-o", "v.npy.gz", input: "{}")
    #expect(run.status == 64)
    #expect(run.errors == "bertrun: an .npy array is not gzipped, leave '.gz' out of its name\n")
  }
}
