import Commands
import Testing

@Suite struct CardTests {
  @Test func putsANewSectionAtTheEnd() {
    #expect(Card("# tag\n").replacing("int8", with: "none\n").text == "# tag\n\n## int8\n\nnone\n")
    #expect(Card("").replacing("int8", with: "none\n").text == "## int8\n\nnone\n")
  }

  @Test func replacesASectionWhereItStands() {
    let card = Card("# tag\n\ntext\n\n## int8\n\nold\n\nmore\n\n## Licence\n\nfree\n")
    let expected = "# tag\n\ntext\n\n## int8\n\nnew\n\n## Licence\n\nfree\n"
    #expect(card.replacing("int8", with: "new\n").text == expected)
    #expect(Card(expected).replacing("int8", with: "new").text == expected)
  }
}
