import Records
import Testing

@Suite struct XMLWordTests {
  @Test func wordsOfTEIAreInItsNamespace() throws {
    let run = try XMLRun(
      #"<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>A <hi>b</hi>.</p></text></TEI>"#,
      annotate: {
        XMLRun.words($0, label: "N")
      })
    #expect(
      run.text
        == #"<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p><w pos="N">A</w> <hi><w pos="N">b</w></hi><w pos="N">.</w></p></text></TEI>"#
    )
  }
}
