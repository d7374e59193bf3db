import Records
import TestSupport
import Testing

/// A TEI novel of a megabyte, made up from a seed: nested markup at every place of a word, notes, breaks,
/// sections, comments, entities and characters of one to four bytes.
private enum Novel {
  private static let words = [
    "the", "ferry", "left", "at", "noon", "Élodie", "waited", "naïve", "río", "日本", "😀", "don't", "x",
    "harbour", "3.14",
    "Mr.", "—", "R&amp;D", "&lt;", "&house;", "&#233;t&#233;",
  ]
  private static let elements = ["hi", "emph", "foreign", "q", "title", "t:seg"]
  private static let empties = [
    "<lb/>", "<lb break='no'/>", "<pb n='3'/>", "<milestone unit='x' break=\"no\"></milestone>",
    "<g ref='#a'/>",
    "<!-- note -->", "<?page 4?>", "<note>seen <hi>there</hi></note>", "<![CDATA[a <b> & c]]>",
    "<![CDATA[]]>",
  ]

  static func text(_ count: Int, seed: UInt64) -> String {
    var random = SeededRandom(seed: seed)
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE TEI [<!ENTITY house "Marsh &amp; <hi>Daughter</hi>">]>
      <TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:t="http://www.tei-c.org/ns/1.0">
      <teiHeader><fileDesc><p>no text</p></fileDesc></teiHeader><text><body>

      """
    while text.utf8.count < count {
      let name = ["p", "l", "ab", "head", "s"].randomElement(using: &random) ?? "p"
      text += "<\(name) n='\(text.utf8.count)'>" + content(40, 0, &random) + "</\(name)>\n"
    }
    return text + "</body></text></TEI>\n"
  }

  private static func content(_ count: Int, _ depth: Int, _ random: inout SeededRandom) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...count, using: &random) {
      switch Int.random(in: 0..<20, using: &random) {
      case 0 where depth < 4:
        let name = elements.randomElement(using: &random) ?? "hi"
        text += "<\(name)>" + content(6, depth + 1, &random) + "</\(name)>"
      case 1: text += empties.randomElement(using: &random) ?? ""
      case 2...8: text += [" ", "\n ", ", ", ". ", " "].randomElement(using: &random) ?? " "
      default: text += words.randomElement(using: &random) ?? ""
      }
    }
    return text
  }
}

@Suite struct XMLNovelTests {
  @Test func aNovelOfAMegabyteStaysWhatItIs() throws {
    let input = Array(Novel.text(1 << 20, seed: 7).utf8)
    let run = try XMLRun(input) { XMLRun.spans($0) + XMLRun.words($0) }
    #expect(run.records.count > 1000)
    #expect(run.rejects.isEmpty)
    try expectSame(input, run.output)
    // Whole again, word for word, when the labels are of the document.
    let again = try XMLRun(run.output) { XMLRun.words($0, label: "unseen") }
    let unlabelled = again.text.split(separator: "\n").first { $0.contains("unseen") }
    #expect(unlabelled == nil)
  }

  @Test(arguments: 1...6) func smallNovelsInAnyChunks(_ seed: UInt64) throws {
    let input = Array(Novel.text(20_000, seed: seed).utf8)
    let run = try XMLRun(input, chunk: Int(seed)) { XMLRun.words($0) + XMLRun.spans($0) }
    try expectSame(input, run.output)
    let whole = try XMLRun(input) { XMLRun.words($0) + XMLRun.spans($0) }
    #expect(run.output == whole.output)
  }
}
