import Records
import Testing

@Suite struct XMLEncodingTests {
  private func bytes(_ text: String, _ encode: (Unicode.Scalar) -> [UInt8]) -> [UInt8] {
    text.unicodeScalars.flatMap(encode)
  }

  private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap {
      bigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
  }

  private func annotated(_ input: [UInt8], chunk: Int = 3) throws -> XMLRun {
    try XMLRun(input, chunk: chunk, settings: XMLSettings(records: ["s"])) { XMLRun.words($0) }
  }

  private func failure(_ input: [UInt8]) -> XMLError? { XMLRun.failure(input) }

  @Test func latin1StaysLatin1() throws {
    let input =
      Array("<?xml version='1.0' encoding='ISO-8859-1'?>\n<d a='\u{20}".utf8) + [0xE9]
      + Array("&#8364;'><s>caf".utf8)
      + [0xE9] + Array(" &#8364; <![CDATA[".utf8) + [0xFC] + Array("]]></s><!--".utf8) + [0xA7]
      + Array("--></d>".utf8)
    let run = try annotated(input)
    #expect(run.records.map(\.fields) == [.text("café € ü")])
    let expected =
      Array("<?xml version='1.0' encoding='ISO-8859-1'?>\n<d a=\"\u{20}".utf8) + [0xE9]
      + Array("&#8364;\"><s><w pos=\"X9\">caf".utf8) + [0xE9]
      + Array("</w> <w pos=\"X9\">&#8364;</w> <w pos=\"X9\"><![CDATA[".utf8) + [0xFC]
      + Array("]]></w></s><!--".utf8) + [0xA7] + Array("--></d>".utf8)
    #expect(run.output == expected)
    try expectSame(input, run.output)
  }

  @Test(arguments: [true, false]) func utf16StaysUTF16(_ bigEndian: Bool) throws {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n<d><s>größe 😀</s></d>\r\n"
    let marked = utf16("\u{FEFF}" + text, bigEndian: bigEndian)
    let run = try annotated(marked)
    #expect(run.records.map(\.fields) == [.text("größe 😀")])
    let expected = text.replacing("größe 😀", with: #"<w pos="X9">größe</w> <w pos="X9">😀</w>"#)
    #expect(run.output == utf16("\u{FEFF}" + expected, bigEndian: bigEndian))
    let unmarked = try annotated(utf16(text, bigEndian: bigEndian))
    #expect(unmarked.output == utf16(expected, bigEndian: bigEndian))
  }

  @Test func marksOfUTF8Stay() throws {
    let run = try annotated(Array("\u{FEFF}<d><s>é</s></d>".utf8), chunk: 1)
    #expect(run.text == "\u{FEFF}<d><s><w pos=\"X9\">é</w></s></d>")
    #expect(run.output.starts(with: [0xEF, 0xBB, 0xBF]))
  }

  @Test func tablesOfTheSystemAreUsed() throws {
    let windows =
      Array("<?xml version='1.0' encoding='windows-1252'?><d><s>".utf8) + [0x80, 0x93, 0x61, 0x94]
      + Array(" &#x3B1;</s></d>".utf8)
    let run = try annotated(windows)
    #expect(run.records.map(\.fields) == [.text("€“a” α")])
    try expectSame(windows, run.output)
    #expect(run.text.contains("&#945;"))
    let japanese =
      Array("<?xml version='1.0' encoding='Shift_JIS'?><d><s>".utf8) + [0x93, 0xFA, 0x96, 0x7B]
      + Array(" é &#233;</s></d>".replacing("é", with: "e").utf8)
    let other = try annotated(japanese, chunk: 1)
    #expect(other.records.map(\.fields) == [.text("日本 e é")])
    try expectSame(japanese, other.output)
    #expect(other.output.contains(0x93))
  }

  @Test func shiftedEncodingsComeBack() throws {
    let escape: [UInt8] = [0x1B, 0x24, 0x42]
    let back: [UInt8] = [0x1B, 0x28, 0x42]
    let input =
      Array("<?xml version='1.0' encoding='ISO-2022-JP'?><d>".utf8) + escape + [0x46, 0x7C] + back
      + Array("<s>".utf8) + escape + [0x46, 0x7C, 0x4B, 0x5C] + back + Array(" x</s></d>".utf8)
    let run = try annotated(input)
    #expect(run.records.map(\.fields) == [.text("日本 x")])
    try expectSame(input, run.output)
  }

  @Test func asciiTakesReferences() throws {
    let input = Array(
      "<?xml version='1.0' encoding='US-ASCII'?><d><s a='&#233;'>&#233;<![CDATA[x]]></s></d>".utf8)
    let run = try annotated(input)
    #expect(
      run.text
        == "<?xml version='1.0' encoding='US-ASCII'?><d><s a=\"&#233;\"><w pos=\"X9\">&#233;<![CDATA[x]]></w></s></d>"
    )
  }

  @Test func lineEndsStay() throws {
    for lineBreak in ["\n", "\r\n", "\r"] {
      let text =
        "<?xml version='1.0'?>\n<!-- a\nb -->\n<d>\n<s>a\nb<![CDATA[c\nd]]>&#13;</s>\n</d>\n<?x\ny?>\n"
        .replacing("\n", with: lineBreak)
      for chunk in [1, 2, 1000] {
        let run = try XMLRun(Array(text.utf8), chunk: chunk, settings: XMLSettings(records: ["s"]))
        #expect(run.text == text.replacing("'", with: "'"))
        #expect(run.records.map(\.fields) == [.text("a\nbc\nd\r")])
      }
    }
  }

  @Test func badBytesHaveAPlace() {
    let start = Array("<?xml version='1.0' encoding='UTF-8'?>\n<d>ü<s>".utf8)
    #expect(failure(start + [0xC3, 0x28]) == XMLError(.invalidBytes(encoding: "UTF-8"), line: 2, column: 8))
    for bad in [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5], [0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]]
    {
      #expect(failure(start + bad)?.kind == .invalidBytes(encoding: "UTF-8"))
    }
    let lone = utf16("\u{FEFF}<d><s>", bigEndian: true) + [0xD8, 0x00, 0x00, 0x41]
    #expect(failure(lone) == XMLError(.invalidBytes(encoding: "UTF-16BE"), line: 1, column: 7))
    let ascii = Array("<?xml version='1.0' encoding='ascii'?><d>".utf8) + [0x80]
    #expect(failure(ascii)?.kind == .invalidBytes(encoding: "US-ASCII"))
    let table = Array("<?xml version='1.0' encoding='Shift_JIS'?><d>".utf8) + [0xFF, 0xFF]
    #expect(failure(table)?.kind == .invalidBytes(encoding: "Shift_JIS"))
  }

  @Test func anEarlierFaultComesFirst() {
    let error = failure(Array("<d><s></d>".utf8) + [0xFF])
    if case .malformed? = error?.kind {} else { Issue.record("found \(String(describing: error))") }
  }

  @Test func anEarlierFaultComesFirstWhateverTheChunks() {
    // libxml2 may leave a short text unread until it sees what follows.
    for (length, bad) in [(1, 0x00), (400, 0x00), (1, 0xFF), (400, 0xFF)] as [(Int, UInt8)] {
      let text = "<d>a\u{4}" + String(repeating: "b", count: length)
      for chunk in [3, 100, 1000] {
        guard case .failure(let error) = XMLRun.outcome(Array(text.utf8) + [bad], chunk: chunk) else {
          Issue.record("read in chunks of \(chunk)")
          continue
        }
        #expect(error.kind == .malformed(detail: "PCDATA invalid Char value 4"))
        #expect(error.column == 5)
      }
    }
  }

  @Test func encodingsThatCannotBeReadAreNamed() {
    func declared(_ name: String) -> XMLError.Kind? {
      failure(Array("<?xml version='1.0' encoding='\(name)'?><d/>".utf8))?.kind
    }
    #expect(declared("x-nowhere") == .unknownEncoding(name: "x-nowhere"))
    #expect(declared("ASCII//TRANSLIT") == .unknownEncoding(name: "ASCII//TRANSLIT"))
    #expect(declared("UTF-16") == .encodingMismatch(declared: "UTF-16"))
    #expect(declared("IBM037") == .unknownEncoding(name: "IBM037"))
    for name in ["ISO-8859-1", "x-nowhere", "UTF-16"] {
      let marked = Array("\u{FEFF}<?xml version='1.0' encoding='\(name)'?><d/>".utf8)
      #expect(failure(marked) == XMLError(.encodingMismatch(declared: name), line: 1, column: 1))
    }
    let wide = utf16("\u{FEFF}<?xml version='1.0' encoding='ISO-8859-1'?><d/>", bigEndian: false)
    #expect(failure(wide)?.kind == .encodingMismatch(declared: "ISO-8859-1"))
    #expect(failure(utf16("\u{FEFF}<?xml version='1.0' encoding='UTF-8'?><d/>", bigEndian: true)) == nil)
    #expect(failure([0x4C, 0x6F, 0xA7, 0x94, 0x93])?.kind == .unknownEncoding(name: "EBCDIC"))
    #expect(failure([0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0])?.kind == .unknownEncoding(name: "UTF-32"))
  }

  @Test func charactersThatAreNoneAreRefused() {
    #expect(
      failure(Array("<d>\n<s>\u{0}</s></d>".utf8))
        == XMLError(.malformed(detail: "invalid character U+0000"), line: 2, column: 4))
    for text in ["<d>\u{1}</d>", "<d>\u{FFFE}</d>", "<d a='\u{1F}'/>", "<d>&#0;</d>", "<d>&#xD800;</d>"] {
      if case .malformed? = failure(Array(text.utf8))?.kind {} else { Issue.record("\(text) is read") }
    }
  }
}
