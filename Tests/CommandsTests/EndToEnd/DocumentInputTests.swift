import Foundation
import JSON
import TestSupport
import Testing

/// JSON documents, compressed files, other encodings and documents of XML, as a user runs them.
@Suite struct DocumentInputTests {
  private static let text = "The ferry leaves at noon."

  @Test func aDocumentIsWrittenBackAndMadeLines() throws {
    let scratch = try Scratch()
    let document = "[\n  {\n    \"text\": \"\(Self.text)\"\n  },\n  {\n    \"text\": 5\n  }\n]\n"
    _ = try scratch.file("in.json", document)
    let same = try Binary.run("tag", "--quiet", "in.json", in: scratch.folder)
    #expect(same.status == 65)
    let written = try JSONValue.parse(same.output).array
    #expect(written?.count == 2 && written?[0]["tag"]?.array?.count == 6 && written?[1]["tag"] == nil)
    let lines = try Binary.run("tag", "--quiet", "--to", "jsonl", "in.json", in: scratch.folder)
    #expect(lines.lines.count == 1 && lines.text.hasPrefix("{\"text\":\"\(Self.text)\",\"tag\":["))
  }

  @Test func anotherDocumentIsOneError() throws {
    let scratch = try Scratch()
    _ = try scratch.file(
      "in.json", "{\n  \"rows\": [\n    {\"text\": \"a\"},\n    {\"text\": \"b\"}\n  ]\n}\n")
    let run = try Binary.run("tag", "--quiet", "in.json", in: scratch.folder)
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").count == 1 && run.errors.contains("jq -c '.rows[]'"))
  }

  @Test func predictionsHaveAKeyEach() throws {
    let questions =
      [#"{"question":"What leaves?"}"#, #"{"question":"When?"}"#]
      + [#"{"id":"a","question":"What?"}"#, #"{"id":"a","question":"When?"}"#]
    let document =
      #"{"data":[{"paragraphs":[{"context":"\#(Self.text)","qas":[\#(questions.joined(separator: ","))]}]}]}"#
    let run = try Binary.run("qa", "--quiet", input: document)
    #expect(run.status == 65 && run.errors.contains("an earlier record has the id 'a'"))
    #expect(try JSONValue.parse(run.output).object?.members.map(\.key) == ["question:1", "question:2", "a"])
  }

  @Test func zstdIsReadAndWritten() throws {
    let scratch = try Scratch()
    let line = "{\"text\":\"\(Self.text)\"}\n"
    _ = try scratch.file("in.jsonl", String(repeating: line, count: 40))
    let packed = try Binary.run("tag", "--quiet", "in.jsonl", "-o", "out.jsonl.zst", in: scratch.folder)
    #expect(packed.status == 0)
    #expect(scratch.bytes("out.jsonl.zst")?.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) == true)
    let plain = try Binary.run("tag", "--quiet", "in.jsonl", in: scratch.folder)
    let again = try Binary.run(
      "tag", "--quiet", "--replace", "out.jsonl.zst", in: scratch.folder)
    #expect(again.status == 0 && again.output == plain.output && !plain.output.isEmpty)
    let refused = try Binary.run("tag", "--quiet", "in.jsonl", "-o", "out.jsonl.xz", in: scratch.folder)
    #expect(refused.status != 0 && refused.errors.contains("xz is read and not written"))
  }

  @Test func filesWithoutTextNameTheCommandThatHelps() throws {
    let scratch = try Scratch()
    _ = try scratch.file("in.jsonl", "%PDF-1.7\n%\u{E9}\n1 0 obj\n")
    let run = try Binary.run("tag", "--quiet", "in.jsonl", in: scratch.folder)
    #expect(run.status == 65)
    #expect(run.errors == "bertrun: in.jsonl: this is PDF, convert it: pdftotext in.jsonl -\n")
  }

  @Test func anEncodingMayBeNamed() throws {
    let scratch = try Scratch()
    _ = try scratch.file("in.txt", Array("Le caf".utf8) + [0xE9, 0x20, 0x80, 0x0A])
    let run = try Binary.run("tag", "--quiet", "--encoding", "cp1252", "in.txt", in: scratch.folder)
    #expect(run.status == 0 && run.text.contains("\"text\":\"Le café €\""))
    let unknown = try Binary.run("tag", "--quiet", "--encoding", "cp-none", "in.txt", in: scratch.folder)
    #expect(unknown.status == 64 && unknown.errors.contains("'cp-none' is not an encoding that iconv knows"))
  }

  @Test func wordsOutsideOfRecordsAreReported() throws {
    let scratch = try Scratch()
    _ = try scratch.file("in.xml", "<d><x>not read here</x><p>\(Self.text)</p></d>")
    let run = try Binary.run("tag", "--xml-record", "p", "in.xml", in: scratch.folder)
    #expect(run.status == 0 && run.errors.contains("in.xml: 5 of 8 words are inside records\n"))
    let quiet = try Binary.run("tag", "--quiet", "--xml-record", "p", "in.xml", in: scratch.folder)
    #expect(quiet.status == 0 && quiet.errors.isEmpty)
    let nothing = try Binary.run("tag", "--quiet", "--xml-record", "q", "in.xml", in: scratch.folder)
    #expect(nothing.status == 65)
    #expect(nothing.errors.hasPrefix("bertrun: in.xml: no element matches --xml-record 'q'; "))
    #expect(nothing.errors.split(separator: "\n").count == 1)
  }

  @Test func rejectedElementsStayOutOfLines() throws {
    let run = try Binary.run(
      "qa", "--quiet", "--to", "jsonl", "--window", "16",
      input:
        "<d><record><question>What?</question><context>A ferry.</context></record><record><question>\(String(repeating: "why ", count: 40))</question><context>A ferry.</context></record></d>"
    )
    #expect(run.status == 65 && run.lines.count == 1 && run.lines.allSatisfy { $0.hasPrefix("{") })
  }
}
