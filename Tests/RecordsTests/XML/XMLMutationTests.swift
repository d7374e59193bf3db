import Records
import TestSupport
import Testing

/// Random damage to documents: whatever comes of it, it is an error with a place or a document that says the
/// same, and chunks do not matter.
@Suite struct XMLMutationTests {
  private static let pieces: [String] = [
    "<", ">", "/", "&", ";", "\"", "'", "=", "<s>", "</s>", "<s/>", "<!--", "-->", "<![CDATA[", "]]>", "<?x",
    "?>", "&a;",
    "&#13;", "&#x20AC;", "&lt;", "<!DOCTYPE d [", "]>", "<!ENTITY a '", "%p;", "xmlns=''", " xmlns:a='b'",
    "\r\n", "\r",
    "\n", " ", "é", "😀", "\u{301}", "]]", "<w pos='X9'>", "<name>", "</name>", "<lb break='no'/>", "<note>",
    "encoding='UTF-16'", "standalone='yes'", "<record>", "--", "\u{0}", "\u{85}", "\u{2028}", "a:b", ">\n<",
  ]

  private static let seeds: [[UInt8]] =
    XMLDocuments.all.map { Array($0.utf8) } + [
      Array(
        "<!DOCTYPE d [<!ENTITY a '<s>x&b;</s>'><!ENTITY b \"y\">]><d><s>a &a; b&b;</s>&a;<s n='&b;'/></d>"
          .utf8),
      Array(
        "<?xml version='1.0' encoding='ISO-8859-1'?><d><s>caf\u{e9}</s><!--c--></d>".unicodeScalars.map {
          UInt8($0.value)
        }),
      "\u{FEFF}<d><s>größe</s><![CDATA[x]]></d>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      Array(
        "<!DOCTYPE d SYSTEM 'x' [<!ENTITY % p '<!ENTITY q \"r\">'>%p;<!ATTLIST s n CDATA 'm'>]><d>&z;<s>&q; t</s></d>"
          .utf8),
    ]

  @Test(arguments: 0..<8) func damageIsHarmless(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var outcomes = (documents: 0, errors: 0)
    for _ in 0..<1500 {
      var bytes = Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &random)]
      for _ in 0...Int.random(in: 0..<4, using: &random) { Self.damage(&bytes, &random) }
      try Self.check(bytes, &outcomes)
    }
    #expect(outcomes.documents > 0 && outcomes.errors > 0)
  }

  @Test(arguments: 0..<4) func damageToKnownKindsIsHarmless(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var outcomes = (documents: 0, errors: 0)
    for round in 0..<600 {
      var bytes = Array(XMLPresetDocument.all[round % XMLPresetDocument.all.count].text.utf8)
      for _ in 0...Int.random(in: 0..<4, using: &random) { Self.damage(&bytes, &random) }
      try Self.check(bytes, &outcomes, XMLSettings())
    }
    #expect(outcomes.documents > 0 && outcomes.errors > 0)
  }

  /// A name that begins as a declaration does declares nothing.
  @Test func aProcessingInstructionDeclaresNoEncoding() throws {
    var outcomes = (documents: 0, errors: 0)
    let bytes =
      Array("<?xmla:b version='1.0' encoding='ISO-8859-1'?><d><s>caf".utf8) + [0xE9] + Array("</s></d>".utf8)
    try Self.check(bytes, &outcomes)
    #expect(outcomes.errors == 1)
  }

  /// What must hold for any bytes.
  static func check(
    _ bytes: [UInt8], _ outcomes: inout (documents: Int, errors: Int),
    _ settings: XMLSettings = XMLSettings(records: ["s", "*/p", "record", "LINE"])
  ) throws {
    let whole = outcome(bytes, chunk: max(1, bytes.count), settings)
    let pieces = outcome(bytes, chunk: 5, settings)
    switch (whole, pieces) {
    case (.success(let run), .success(let other)):
      outcomes.documents += 1
      #expect(run.output == other.output, "\(dump(bytes))")
      guard let input = XMLCanonical(bytes) else {
        // That something outside cannot be read is a fault to the tree builder alone.
        let text = String(decoding: bytes, as: UTF8.self)
        let isSelfContained = !text.contains("SYSTEM") && !text.contains("PUBLIC")
        #expect(!isSelfContained, "read, but not by libxml2's tree builder: \(dump(bytes))")
        return
      }
      if !input.bytes.isEmpty { try expectSame(bytes, run.output, "\(dump(bytes))") }
    case (.failure(let error), .failure(let other)):
      outcomes.errors += 1
      #expect(error.kind == other.kind, "\(dump(bytes))")
      #expect(error.line > 0 || error.isAboutWriting, "\(dump(bytes))")
    default: Issue.record("chunks matter: \(whole) \(pieces) for \(dump(bytes))")
    }
  }

  private static func outcome(_ bytes: [UInt8], chunk: Int, _ settings: XMLSettings) -> Result<
    XMLRun, XMLError
  > {
    XMLRun.outcome(bytes, chunk: chunk, settings) { XMLRun.spans($0) + XMLRun.words($0) }
  }

  /// The bytes, so that a failure can be repeated.
  private static func dump(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      byte &- 0x20 < 0x5F && byte != 0x5C ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16)
    }.joined()
  }

  private static func damage(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let place = Int.random(in: 0..<bytes.count + 1, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes.insert(contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &random)].utf8, at: place)
    case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0..<12, using: &random)))
    case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 3:
      let length = Int.random(in: 0..<40, using: &random)
      let from = Int.random(in: 0..<bytes.count + 1, using: &random)
      bytes.insert(contentsOf: Array(bytes[from..<min(bytes.count, from + length)]), at: place)
    case 4:
      let piece = Array(pieces[Int.random(in: 0..<pieces.count, using: &random)].utf8)
      bytes.replaceSubrange(place..<min(bytes.count, place + piece.count), with: piece)
    default: bytes.removeSubrange(place...)
    }
  }
}

extension XMLError {
  /// Whether the fault is the output's and has no place in the input.
  var isAboutWriting: Bool {
    if case .unrepresentable = kind { true } else { false }
  }
}
