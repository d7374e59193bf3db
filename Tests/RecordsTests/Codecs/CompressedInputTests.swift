import Foundation
import Records
import TestSupport
import Testing

struct CompressedInputTests {
  private static let text = "{\"text\":\"Der Müller wartet.\"}\n{\"text\":\"Zwei.\"}\n"

  /// The two lines, each as a member of its own, by the tools of the compressions.
  private static let samples: [(Compression, String)] = [
    (
      .zstd,
      "KLUv/QRY+QAAeyJ0ZXh0IjoiRGVyIE3DvGxsZXIgd2FydGV0LiJ9CnwqVrgotS/9BFiJAAB7InRleHQiOiJad2VpLiJ9CuqQlNU="
    ),
    (
      .bzip2,
      "QlpoOTFBWSZTWXgIk8QAAA3djAAQUAEAEAQCIgQUygAECAAgADFNMjExMQahoNNDaIeDuiqKFdnwKwQYt5mQpM/F3JFOFCQeAiTxAEJaaDkxQVkmU1l2CsM0AAAH24AAEBABABAAEAIgBMogACKYAeoQNA0C4JyvbOjjDcLuSKcKEg7BWGaA"
    ),
    (
      .xz,
      "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAeeyJ0ZXh0IjoiRGVyIE3DvGxsZXIgd2FydGV0LiJ9CgAAHR02BAMVgBAAATcf6hiJPR+2830BAAAAAARZWv03elhaAAAE5ta0RgIAIQEWAAAAdC/lowEAEHsidGV4dCI6Ilp3ZWkuIn0KAAAAABUf4DwPfyAIAAEpETIKcA4ftvN9AQAAAAAEWVo="
    ),
  ]

  private func sample(_ number: Int) throws -> (Compression, [UInt8]) {
    let (compression, encoded) = Self.samples[number]
    return (compression, [UInt8](try #require(Data(base64Encoded: encoded))))
  }

  private func read(
    _ bytes: [UInt8], name: String? = nil, chunk: Int = 1 << 16
  ) throws(RecordsError) -> (text: String, OpenedInput) {
    let input = try OpenedInput(MemorySource(bytes, chunk: chunk), name: name)
    var source = input.source
    var read: [UInt8] = []
    while let more = try source.next() { read += more }
    return (RecordsTests.text(read), input)
  }

  @Test(arguments: 0..<3)
  func membersAreUnpackedOneAfterTheOther(_ number: Int) throws {
    let (_, packed) = try sample(number)
    for chunk in [1, 7, 1 << 16] {
      for name in [nil, "x.jsonl", "x.txt.zst"] {
        let (text, input) = try read(packed, name: name, chunk: chunk)
        #expect(text == Self.text && input.isConverted && input.notes.notices.isEmpty)
        #expect(input.format == (name == "x.txt.zst" ? .text : .jsonl))
      }
    }
  }

  @Test(arguments: 0..<3)
  func bytesAfterTheLastMemberAreNoted(_ number: Int) throws {
    let (compression, packed) = try sample(number)
    for chunk in [1, 1 << 16] {
      let (text, input) = try read(packed + Array("\0\0trailing".utf8), chunk: chunk)
      #expect(text == Self.text && input.notes.notices == [.trailingBytes(compression)])
      let (padded, clean) = try read(packed + [0, 0, 0, 0], chunk: chunk)
      #expect(padded == Self.text && clean.notes.notices.isEmpty)
    }
  }

  @Test(arguments: 0..<3)
  func damageIsAnErrorNotACrash(_ number: Int) throws {
    let (compression, packed) = try sample(number)
    #expect(throws: RecordsError.compressedTruncated(compression)) { try read(Array(packed.dropLast(3))) }
    var random = SeededRandom(seed: 5)
    for _ in 0..<500 {
      let broken = damaged(packed, spice: [0, 0x28, 0xFD, 0x42], random: &random)
      let whole = try? read(broken).text
      #expect((try? read(broken, chunk: 5).text) == whole)
    }
  }

  @Test func layersAreUnpacked() throws {
    let gzip = try GzipEncoder()
    let (_, packed) = try sample(0)
    #expect(try read(gzip.encode(packed) + gzip.endMember(), name: "x.jsonl.gz").text == Self.text)
  }

  @Test func whatIsPackedByFramesIsUnpacked() throws {
    var random = SeededRandom(seed: 4)
    let bytes = (0..<400_000).map { $0 % 3 == 0 ? UInt8(0x61 + random.below(20)) : 0x61 }
    func packed(_ piece: Int) throws -> [UInt8] {
      let encoder = try #require(try MemberEncoder(name: "x.jsonl.zst"))
      var output: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: 100_000) {
        for place in stride(from: start, to: start + 100_000, by: piece) {
          output += encoder.encode(Array(bytes[place..<min(start + 100_000, place + piece)]))
        }
        output += encoder.endMember()
      }
      return output
    }
    let whole = try packed(100_000)
    #expect(whole.count < bytes.count / 2)
    #expect(try read(whole, name: "x.txt").text == RecordsTests.text(bytes))
    // The same bytes make the same file, however they come.
    #expect(try packed(333) == whole)
  }

  @Test func namesSayWhatIsCompressed() throws {
    #expect(Compression(name: "a.jsonl.zst") == .zstd && Compression(name: "A.XZ") == .xz)
    #expect(Compression(name: "a.bz2") == .bzip2 && Compression(name: "a/b.gz") == .gzip)
    #expect(Compression(name: "gz") == nil && Compression(name: "a.gz/b") == nil)
    #expect(RecordFormat(name: "a.csv.zst") == .csv && RecordFormat(name: "a.xml.bz2") == .xml)
    #expect(Compression.stripped("a.tsv.xz") == "a.tsv" && Compression.stripped("a.tsv") == "a.tsv")
    #expect(try MemberEncoder(name: "a.jsonl") == nil)
    #expect(throws: RecordsError.onlyRead(.xz)) { try MemberEncoder(name: "a.xz") }
  }

  @Test(
    arguments: [
      (Array("PK\u{3}\u{4}".utf8) + [20, 0, 0, 0], .zip),
      (
        Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 26) + Array("[Content_Types].xml".utf8),
        .office
      ),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0], .sevenZip), (Array("Rar!\u{1A}\u{7}\u{0}".utf8), .rar),
      ([UInt8](repeating: 0x61, count: 257) + Array("ustar  ".utf8), .tar),
      ([0x04, 0x22, 0x4D, 0x18, 0x64], .lz4),
      (Array("PAR1\u{15}\u{4}".utf8), .parquet), (Array("ARROW1\0\0".utf8), .arrow),
      ([0xFF, 0xFF, 0xFF, 0xFF, 0x70, 0, 0, 0], .arrow), (Array("FEA1\0\0".utf8), .feather),
      (Array("Obj\u{1}\u{4}".utf8), .avro), (Array("ORC\u{8}\u{3}".utf8), .orc),
      (Array("%PDF-1.7\n".utf8), .pdf),
      (Array("SQLite format 3\0".utf8), .sqlite), ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], .hdf5),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldOffice), ([0x80, 4, 0x95, 0x10], .pickle),
    ] as [([UInt8], BinaryKind)])
  func filesWithoutTextAreNamed(_ bytes: [UInt8], _ kind: BinaryKind) throws {
    let gzip = try GzipEncoder()
    let packed = gzip.encode(bytes) + gzip.endMember()
    for name in [nil, "x.jsonl", "x.csv", "x"] {
      for chunk in [bytes.count, 1 << 16] {
        #expect(throws: RecordsError.binary(kind)) { try read(bytes, name: name, chunk: chunk) }
      }
      #expect(throws: RecordsError.binary(kind)) { try read(packed, name: name) }
    }
    #expect(RecordsError.binary(kind).message(in: "x y").hasPrefix("x y: this is "))
  }

  @Test(arguments: [
    "PAR1s of it\n", "ORChestra\n", "Obj 1\n", "BZh\n", "PK\n", "Rare\n", "7z\n", "SQLite\n", "%PDF\n",
    "(µ/\n",
  ])
  func textThatBeginsAlikeIsText(_ text: String) throws {
    for chunk in [1, 100] { #expect(try read(Array(text.utf8), chunk: chunk).text == text) }
  }
}

struct EncodingTests {
  private func read(_ bytes: [UInt8], _ encoding: String, name: String? = "x.txt", chunk: Int) throws
    -> String
  {
    let input = try OpenedInput(MemorySource(bytes, chunk: chunk), name: name, encoding: encoding)
    #expect(input.isConverted)
    var source = input.source
    var read: [UInt8] = []
    while let more = try source.next() { read += more }
    return RecordsTests.text(read)
  }

  @Test func otherEncodingsBecomeUTF8() throws {
    let utf16 = Array("\u{FEFF}a,b\né😀,c\n".utf16)
    for chunk in [1, 3, 100] {
      #expect(try read([0xE9, 0x74, 0xE9, 0x0A, 0x80], "windows-1252", chunk: chunk) == "été\n€")
      #expect(try read([0x83, 0x65, 0x0A], "SHIFT_JIS", chunk: chunk) == "テ\n")
      #expect(
        try read(utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "UTF-16", name: "x.csv", chunk: chunk)
          == "a,b\né😀,c\n")
      #expect(
        try read(
          utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, "UTF-16BE", name: "x.csv", chunk: chunk)
          == "\u{FEFF}a,b\né😀,c\n")
    }
  }

  @Test func compressedInputsAreConvertedToo() throws {
    let gzip = try GzipEncoder()
    let packed = gzip.encode([0xE9, 0x0A]) + gzip.endMember()
    #expect(try read(packed, "latin1", chunk: 1) == "é\n")
  }

  @Test func aByteOfNoCharacterRejectsItsRecordAlone() throws {
    for chunk in [1, 100] {
      let input = try OpenedInput(
        MemorySource([0x61, 0x0A, 0x83, 0x0A, 0x62, 0x0A, 0x83], chunk: chunk), name: "x.txt",
        encoding: "SHIFT_JIS")
      let found = try items(of: reader(of: input, .textOrWords))
      #expect(found.compactMap { $0.record?.fields } == [.text("a"), .text("b")])
      #expect(found.compactMap { $0.reject?.code } == [.utf8, .utf8])
    }
  }

  @Test func documentsDeclareTheirOwn() {
    #expect(throws: RecordsError.ownEncoding(format: "XML")) {
      try read(Array("<a/>".utf8), "latin1", name: nil, chunk: 9)
    }
    #expect(ReadingSettings.knows(encoding: "cp1252") && !ReadingSettings.knows(encoding: "no-such"))
    #expect(!ReadingSettings.knows(encoding: "ASCII//TRANSLIT"))
  }
}
