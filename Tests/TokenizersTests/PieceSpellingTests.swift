import Testing
import Tokenizers

@Suite struct PieceSpellingTests {
  @Test func joinsBytes() {
    let spelling = PieceSpelling.byteLevel
    #expect(spelling.text(of: ["Ġna", "Ã", "¯", "ve"]) == " na\u{EF}ve")
    // A byte alone is no character; an added token stands for itself.
    #expect(spelling.text(of: ["Ã"]) == "\u{FFFD}")
    #expect(spelling.text(of: ["a", "<mask\u{2014}>"]) == "a<mask\u{2014}>")
  }

  @Test func writesBlanksForTheirMark() {
    let spelling = PieceSpelling.metaspace(0x2581, isPrepended: true)
    #expect(spelling.text(of: ["▁old", "▁", "dog"]) == "old dog")
    #expect(PieceSpelling.metaspace(0x2581, isPrepended: false).text(of: ["▁old"]) == " old")
  }

  @Test func leavesPlainPieces() {
    #expect(PieceSpelling.plain(continuingPrefix: "##").text(of: ["old", "##er"]) == "old##er")
  }
}
