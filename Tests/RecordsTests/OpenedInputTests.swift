import Records
import Testing

struct OpenedInputTests {
  private func format(_ text: String, name: String? = nil, chunk: Int = 16) throws -> RecordFormat {
    try format(Array(text.utf8), name: name, chunk: chunk)
  }

  private func format(_ bytes: [UInt8], name: String? = nil, chunk: Int = 16) throws -> RecordFormat {
    let input = try OpenedInput(MemorySource(bytes, chunk: chunk), name: name)
    var source = input.source
    var read: [UInt8] = []
    while let more = try source.next() { read += more }
    #expect(read == bytes)
    return input.format
  }

  @Test(
    arguments: [
      ("a/b.jsonl", .jsonl), ("b.JSONL.gz", .jsonl), ("x.ndjson", .jsonl), ("x.xml", .xml),
      ("x.tei.gz", .xml),
      ("x.conllu", .conllu), ("x.tsv", .tsv), ("x.csv", .csv), ("notes.txt", .text), ("x.json", nil),
      ("x", nil),
      ("jsonl", nil), (".jsonl", nil), ("x.gz", nil), ("dir.xml/x", nil),
    ] as [(String, RecordFormat?)])
  func namesTellFormats(_ name: String, _ expected: RecordFormat?) {
    #expect(RecordFormat(name: name) == expected)
  }

  @Test(
    arguments: [
      ("{\"a\":1}\n{\"b\":2}\n", .jsonl), ("  \n{\"a\":1}", .jsonl), ("{\"a\":", .jsonl), ("[1]\n", .jsonl),
      ("{\"version\":\"1.1\",\"data\":[{\"title\":\"t\",\"paragraphs\":[]}]}", .squad),
      ("{\n \"data\": [\n  {\"paragraphs\": [", .squad), ("{\"data\":[{\"x\":\"paragraphs\"}]}\n", .jsonl),
      ("{\"x\":{\"data\":[{\"paragraphs\":1}]}}\n", .jsonl), ("\u{FEFF}<?xml version='1.0'?>", .xml),
      (" <a/>", .xml),
      ("# sent_id = 1\n1\ta", .conllu), ("# text = x\n", .conllu), ("# Heading\n", .text),
      ("1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n", .conllu), ("a\tb\nc\td\n", .tsv), ("Hello, you\n", .text),
      ("", .text),
      ("a", .text), ("\n\n", .text), ("[x", .text),
    ] as [(String, RecordFormat)])
  func firstBytesTellFormats(_ text: String, _ expected: RecordFormat) throws {
    for chunk in [1, 16, 1 << 16] { #expect(try format(text, chunk: chunk) == expected) }
  }

  @Test func namesWinOverBytes() throws {
    #expect(try format("<a/>", name: "x.txt") == .text)
    #expect(try format("{}", name: "x.json") == .jsonl)
    let given = try OpenedInput(MemorySource([0x3C]), name: "x.txt", format: .xml)
    #expect(given.format == .xml && !given.isConverted)
  }

  @Test func gzipIsOpenedWhateverTheName() throws {
    let encoder = try GzipEncoder()
    let packed = encoder.encode(Array("{\"a\":1}\n".utf8)) + encoder.endMember()
    for chunk in [1, 1 << 16] {
      let input = try OpenedInput(MemorySource(packed, chunk: chunk), name: nil)
      #expect(input.format == .jsonl && input.isConverted)
      var source = input.source
      var read: [UInt8] = []
      while let more = try source.next() { read += more }
      #expect(text(read) == "{\"a\":1}\n")
    }
  }

  @Test func utf16IsRefusedUnlessItIsXML() throws {
    func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
      ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
        bigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      }
    }
    for bigEndian in [false, true] {
      for mark in [false, true] {
        let lines = utf16("{\"a\":1}", bigEndian: bigEndian, mark: mark)
        #expect(throws: RecordsError.utf16(bigEndian: bigEndian)) { try format(lines) }
        #expect(throws: RecordsError.utf16(bigEndian: bigEndian)) { try format(lines, name: "x.csv") }
        #expect(try format(utf16("<a/>", bigEndian: bigEndian, mark: mark)) == .xml)
        #expect(try format(lines, name: "x.xml") == .xml)
      }
    }
  }

  @Test func outputsHoldWhatTheyCan() {
    #expect(RecordFormat.text.output == .jsonl && RecordFormat.squad.output == .squad)
    #expect(RecordFormat.words.holds(.words, from: .text) && !RecordFormat.words.holds(.spans, from: .text))
    #expect(!RecordFormat.xml.holds(.label, from: .jsonl) && RecordFormat.xml.holds(.label, from: .xml))
    #expect(RecordFormat.jsonl.holds(.tokenization, from: .xml))
    #expect(!RecordFormat.csv.holds(.label, from: .jsonl))
  }
}

struct RejectedInputTests {
  /// The lines of a rejects file whose records came from a file of this name.
  private func rejects(_ file: String, _ raws: [String]) -> [UInt8] {
    raws.flatMap { raw in
      Reject(.utf8, place: Place(file: 0, line: 3, offset: 9), raw: Array(raw.utf8)).line(
        file: file, message: "m")
    }
  }

  private func open(_ bytes: [UInt8], format: RecordFormat? = nil) throws -> (RecordFormat, String) {
    let input = try OpenedInput(MemorySource(bytes, chunk: 5), name: "x.rejects.jsonl", format: format)
    var source = input.source
    var read: [UInt8] = []
    while let more = try source.next() { read += more }
    return (input.format, text(read))
  }

  @Test func rejectsOfOtherFormatsAreReadAsThose() throws {
    #expect(try open(rejects("a.conllu", ["1\ta", "1\tb"])) == (.conllu, "1\ta\n\n1\tb\n\n"))
    #expect(try open(rejects("a.tsv.gz", ["a\tb"])) == (.tsv, "a\tb\n"))
    #expect(try open(rejects("dir/a.txt", ["a", "b"])) == (.text, "a\nb\n"))
    #expect(try open(rejects("-", ["a,b"]), format: .csv) == (.csv, "a,b\n"))
  }

  @Test func rejectsOfJSONStayLines() throws {
    for file in ["a.jsonl", "-", "squad.json"] {
      let lines = rejects(file, ["{\"text\":\"a\"}"])
      #expect(try open(lines) == (.jsonl, text(lines)))
    }
    let questions = rejects("a.json", ["{\"question\":\"q\"}"])
    #expect(try open(questions, format: .squad) == (.jsonl, text(questions)))
  }

  @Test func linesBetweenRejectsAreReadAsTheyAre() throws {
    let mixed = rejects("a.txt", ["a"]) + Array("plain\n\n{\"reject\":2}\n".utf8)
    #expect(try open(mixed) == (.text, "a\nplain\n{\"reject\":2}\n"))
  }
}
