import Annotations
import Records
import Testing

@Suite struct XMLWordTests {
  /// A document of one paragraph in TEI's namespace, with a label for every word.
  private func tei(_ paragraph: String, declarations: String = "", replace: Bool = false) throws -> String {
    let start = #"<TEI xmlns="http://www.tei-c.org/ns/1.0"\#(declarations)><text>"#
    let run = try XMLRun("\(start)<p>\(paragraph)</p></text></TEI>", replace: replace) {
      XMLRun.words($0, label: "N")
    }
    let text = run.text
    #expect(text.hasPrefix("\(start)<p>") && text.hasSuffix("</p></text></TEI>"))
    return String(text.dropFirst(start.count + 3).dropLast(17))
  }

  @Test func everyWordBecomesAnElement() throws {
    #expect(try tei("A <hi>b</hi> c") == #"<w pos="N">A</w> <hi><w pos="N">b</w></hi> <w pos="N">c</w>"#)
  }

  @Test func punctuationIsItsOwnElement() throws {
    let run = try XMLRun("<data><record>Stop. 5 $</record></data>") { record in
      guard case .words(var words)? = XMLRun.words(record).first?.annotation.value else { return [] }
      for (index, label) in ["VERB", "PUNCT", "CD", "$"].enumerated() { words[index].label = label }
      return [KeyedAnnotation("tag", Annotation(.words(words)))]
    }
    #expect(
      run.text
        == #"<data><record><w pos="VERB">Stop</w><pc pos="PUNCT">.</pc> <w pos="CD">5</w> <w pos="$">$</w></record></data>"#
    )
  }

  @Test func marksWithMarksForLabelsArePunctuation() throws {
    let run = try XMLRun("<data><record>,</record></data>") { XMLRun.words($0, label: ",") }
    #expect(run.text == #"<data><record><pc pos=",">,</pc></record></data>"#)
  }

  @Test func tagsThatCrossAWordPartIt() throws {
    #expect(
      try tei("un<hi>for<emph>get</emph></hi>table")
        == #"<w pos="N" part="I">un</w><hi><w pos="N" part="M">for</w><emph><w pos="N" part="M">get</w></emph></hi><w pos="N" part="F">table</w>"#
    )
  }

  @Test func emptyElementsAndCommentsStayInsideAWord() throws {
    #expect(
      try tei(#"sur<lb break="no"/>prised re<!-- c -->al<?x?>ly wo<note>see</note>rd"#)
        == #"<w pos="N">sur<lb break="no"/>prised</w> <w pos="N">re<!-- c -->al<?x?>ly</w> <w pos="N">wo<note>see</note>rd</w>"#
    )
  }

  @Test func breaksAreBlanks() throws {
    #expect(try tei("one<lb/>two") == #"<w pos="N">one</w><lb/><w pos="N">two</w>"#)
    let run = try XMLRun("<data><record>a<br/>b<pb n='1'/>c<milestone/>d<lb break='no'/>e</record></data>")
    #expect(run.records.map(\.fields) == [.text("a b c de")])
  }

  @Test func wordsThatAreThereGetTheLabel() throws {
    #expect(
      try tei(#"x <w n="1">one</w> <w pos="OLD">two</w><pc>.</pc>"#)
        == #"<w pos="N">x</w> <w n="1" pos="N">one</w> <w pos="OLD">two</w><pc pos="N">.</pc>"#)
    #expect(try tei(#"x <w pos="OLD">two</w>"#, replace: true) == #"<w pos="N">x</w> <w pos="N">two</w>"#)
  }

  @Test func aDocumentOfWordsIsReadAsWords() throws {
    let text =
      #"<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><s><w>don't</w> <w part="I">un</w><hi><w part="F">real</w></hi> <w/><pc>!</pc></s></text></TEI>"#
    let run = try XMLRun(text) { XMLRun.words($0, label: "N") }
    #expect(run.records.map(\.fields) == [.words(["don't", "unreal", "!"])])
    #expect(
      run.text
        == #"<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><s><w pos="N">don't</w> <w part="I" pos="N">un</w><hi><w part="F" pos="N">real</w></hi> <w/><pc pos="N">!</pc></s></text></TEI>"#
    )
  }

  @Test func annotatingTwiceChangesNothing() throws {
    for text in XMLDocuments.all {
      let once = try XMLRun(text) { XMLRun.words($0) }
      let twice = try XMLRun(once.output) { XMLRun.words($0, label: "Y2") }
      #expect(twice.text == once.text)
      let replaced = try XMLRun(once.output, replace: true) { XMLRun.words($0) }
      let again = try XMLRun(replaced.output, replace: true) { XMLRun.words($0) }
      #expect(replaced.text == again.text)
    }
  }

  @Test func theNamespaceIsNamedAsTheDocumentNamesIt() throws {
    let run = try XMLRun(
      #"<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:text><t:p>A</t:p></t:text></t:TEI>"#
    ) {
      XMLRun.words($0, label: "N")
    }
    #expect(run.text.contains(#"<t:p><t:w pos="N">A</t:w></t:p>"#))
    #expect(
      try tei(#"<x xmlns="urn:x">a</x> b"#)
        == #"<x xmlns="urn:x"><w xmlns="http://www.tei-c.org/ns/1.0" pos="N">a</w></x> <w pos="N">b</w>"#)
    #expect(
      try tei(#"<x xmlns="urn:x">a</x>"#, declarations: #" xmlns:t="http://www.tei-c.org/ns/1.0""#)
        == #"<x xmlns="urn:x"><t:w pos="N">a</t:w></x>"#)
    #expect(
      try tei(
        #"<x xmlns="urn:x" xmlns:t="urn:t">a</x>"#, declarations: #" xmlns:t="http://www.tei-c.org/ns/1.0""#)
        == #"<x xmlns="urn:x" xmlns:t="urn:t"><w xmlns="http://www.tei-c.org/ns/1.0" pos="N">a</w></x>"#)
  }

  @Test func elsewhereWordsHaveNoNamespace() throws {
    let run = try XMLRun(#"<data xmlns="urn:d"><record>a</record></data>"#) { XMLRun.words($0, label: "N") }
    #expect(run.text == #"<data xmlns="urn:d"><record><w xmlns="" pos="N">a</w></record></data>"#)
    let older = try XMLRun("<TEI.2><text><p>a</p></text></TEI.2>") { XMLRun.words($0, label: "N") }
    #expect(older.text == #"<TEI.2><text><p><w pos="N">a</w></p></text></TEI.2>"#)
  }

  @Test func sectionsAreCutAtWords() throws {
    #expect(
      try tei("<![CDATA[a <b>]]>c")
        == #"<w pos="N"><![CDATA[a]]></w><![CDATA[ ]]><w pos="N"><![CDATA[<]]></w><w pos="N"><![CDATA[b]]></w><w pos="N"><![CDATA[>]]></w><w pos="N">c</w>"#
    )
    #expect(try tei("<![CDATA[wo]]>rd<![CDATA[]]>") == #"<w pos="N"><![CDATA[wo]]>rd</w><![CDATA[]]>"#)
  }

  @Test func wordsWithoutLabelAreLeft() throws {
    let run = try XMLRun("<data><record>a b</record></data>") { record in
      guard case .words(var words)? = XMLRun.words(record).first?.annotation.value else { return [] }
      words[0].label = nil
      return [KeyedAnnotation("tag", Annotation(.words(words)))]
    }
    #expect(run.text == #"<data><record>a <w pos="X9">b</w></record></data>"#)
  }

  @Test func labelsAreEscaped() throws {
    let run = try XMLRun("<data><record>a</record></data>") { XMLRun.words($0, label: "<\"&\n") }
    #expect(run.text == #"<data><record><w pos="&lt;&quot;&amp;&#10;">a</w></record></data>"#)
  }

  @Test func rangesThatOverlapOrCutCharactersDoNoHarm() throws {
    let text = "<data><record>añb <i>cd</i></record></data>"
    let run = try XMLRun(text) { _ in
      let ranges = [0..<2, 1..<4, 3..<900, 2..<3, 5..<5, 4..<6]
      return [
        KeyedAnnotation(
          "tag",
          Annotation(
            .words(
              ranges.map {
                WordAnnotation(
                  text: "", span: TextSpan(bytes: $0, start: 0, end: 0), label: XMLRun.label, score: 1)
              })))
      ]
    }
    try expectSame(Array(text.utf8), run.output)
  }

  @Test func asecondTaskOfWordsGetsItsKey() throws {
    let run = try XMLRun("<data><record>ab</record></data>") { record in
      XMLRun.words(record, label: "N")
        + XMLRun.words(record, label: "nn").map { KeyedAnnotation("xpos", $0.annotation) }
    }
    #expect(run.text == #"<data><record><w pos="N" xpos="nn">ab</w></record></data>"#)
  }

  @Test(arguments: XMLDocuments.all.indices)
  func documentsStayWhatTheyAre(_ index: Int) throws {
    let input = Array(XMLDocuments.all[index].utf8)
    for chunk in [1, 7, 4096] {
      let run = try XMLRun(input, chunk: chunk) { XMLRun.spans($0) + XMLRun.words($0) }
      // One text is an attribute, which has no room for words.
      #expect(!run.records.isEmpty && run.rejects.count == (index == 3 ? 1 : 0))
      try expectSame(input, run.output)
    }
    #expect(try XMLRun(input).records.isEmpty == false)
  }
}
