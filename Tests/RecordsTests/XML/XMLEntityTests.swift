import Records
import Testing

@Suite struct XMLEntityTests {
  private func run(_ subset: String, _ content: String, attributes: String = "") throws -> XMLRun {
    try XMLRun(
      "<!DOCTYPE d \(subset)>\n<d\(attributes)>\(content)</d>", settings: XMLSettings(records: ["s"])
    ) {
      XMLRun.words($0)
    }
  }

  private func failure(_ subset: String, _ content: String, attributes: String = "") -> XMLError? {
    XMLRun.failure(Array("<!DOCTYPE d \(subset)>\n<d\(attributes)>\(content)</d>".utf8))
  }

  @Test func internalEntitiesAreReplaced() throws {
    let run = try run(
      #"[<!ENTITY a "x &b; y"><!ENTITY b "<i>in</i>&#38;#38;"><!ENTITY % p "<!ENTITY c 'see'>">%p;]"#,
      "<s>&a;</s>&a;<s n='&c;'/>")
    #expect(run.records.first?.fields == .text("x in& y"))
    #expect(
      run.text.hasSuffix(
        #"<d><s><w pos="X9">x</w> <i><w pos="X9">in</w></i><w pos="X9">&amp;</w> <w pos="X9">y</w></s>x <i>in</i>&amp; y<s n="see"/></d>"#
      ))
    #expect(run.text.hasPrefix("<!DOCTYPE d [<!ENTITY a \"x &b; y\">"))
  }

  /// libxml2 2.9 looks for the end of the document type by itself and stumbles over their quotes.
  @Test func instructionsInTheDoctypeMayHaveQuotes() throws {
    let subset = #"[<?a it's?><!-- it's "so --><!ENTITY a "x">]"#
    let text = "<!DOCTYPE d \(subset)><d><s>&a;</s></d>"
    for chunk in [1, 1000] {
      let run = try XMLRun(Array(text.utf8), chunk: chunk, settings: XMLSettings(records: ["s"]))
      #expect(run.text == "<!DOCTYPE d \(subset)><d><s>x</s></d>")
    }
  }

  @Test func aDoctypeMustEnd() {
    // `]` ends the declarations for one reader and not for another.
    let text = "<!DOCTYPE d [<!E;&l]]>\"><!ENTITY a '<d>it'>]><d><s>it's</s></d>"
    for chunk in [1, 7, 1000] {
      guard case .failure(let error) = XMLRun.outcome(Array(text.utf8), chunk: chunk) else {
        Issue.record("read in chunks of \(chunk)")
        continue
      }
      #expect(error.kind == .malformed(detail: "the document type declaration has no end"))
    }
  }

  @Test func recordsMayStandInEntities() throws {
    let run = try run(#"[<!ENTITY a "<s>one</s><s>two</s>">]"#, "<x>&a;</x>&a;")
    #expect(run.records.map(\.fields) == [.text("one"), .text("two"), .text("one"), .text("two")])
  }

  @Test func whatIsOutsideStaysAReference() throws {
    for subset in [
      "SYSTEM 'x.dtd'", "[<!ENTITY e SYSTEM 'file:///etc/passwd'>]", "[<!ENTITY % p SYSTEM 'x'>%p;]",
    ] {
      let run = try run(subset, "&e; <s>a &e;</s><s>b&e;<i>c</i></s>")
      #expect(run.records.map(\.fields) == [.text("a \u{FFFD}"), .text("b\u{FFFD}c")])
      #expect(run.rejects.isEmpty)
      #expect(
        run.text
          == "<!DOCTYPE d \(subset)>\n<d>&e; <s><w pos=\"X9\">a</w> <w pos=\"X9\">&e;</w></s>"
          + "<s><w pos=\"X9\" part=\"I\">b&e;</w><i><w pos=\"X9\" part=\"F\">c</w></i></s></d>")
    }
  }

  @Test func unknownCharactersHaveAPlaceInSpans() throws {
    let text = "<!DOCTYPE d SYSTEM 'x'><d><s>&e; one &f;&g; two <b>&h;</b> three four five six &i;</s></d>"
    let run = try XMLRun(text, settings: XMLSettings(records: ["s"])) { XMLRun.spans($0) }
    #expect(run.output.count { $0 == UInt8(ascii: "&") } == 5)
    let span = #"<d><s><span label="X9">&e; one &f;&g;</span> two "#
    #expect(run.text.contains(span), "\(run.text)")
  }

  @Test func aSkippedReferenceDoesNotMatter() throws {
    let run = try run("SYSTEM 'x.dtd'", "<s>a<note>&e;</note></s>")
    #expect(run.rejects.isEmpty)
    #expect(run.text.hasSuffix(#"<d><s><w pos="X9">a</w><note>&e;</note></s></d>"#))
  }

  @Test func attributesCannotReferToTheOutside() {
    for subset in ["SYSTEM 'x.dtd'", "[<!ENTITY e SYSTEM 'file:///etc/passwd'>]"] {
      let error = failure(subset, "<s n='a &e; b'/>")
      #expect(error?.kind == .externalEntityInAttribute(name: "e"))
      #expect(error?.line == 2)
    }
  }

  @Test func undeclaredEntitiesAreFaults() {
    #expect(failure("[]", "<s>&e;</s>")?.kind == .undeclaredEntity(name: "e"))
    #expect(failure("[<!ENTITY f '&e;'>]", "&f;")?.kind == .undeclaredEntity(name: "e"))
    #expect(failure("[]", "", attributes: " n='&e;'")?.kind == .undeclaredEntity(name: "e"))
    let standalone = "<?xml version='1.0' standalone='yes'?><!DOCTYPE d SYSTEM 'x'><d>&e;</d>"
    #expect(
      XMLRun.failure(Array(standalone.utf8)) == XMLError(.undeclaredEntity(name: "e"), line: 1, column: 68))
  }

  @Test func theMarkOfTheOutsideCannotBeForged() throws {
    let run = try run("[<!ENTITY e '<?outside-1 e?>'>]", "<?outside-1 e?><s>&e;</s>")
    #expect(run.text.hasSuffix("<d><?outside-1 e?><s><?outside-1 e?></s></d>"))
  }

  @Test func bombsAreRefused() {
    var laughs = "<!ENTITY a0 'ha'>"
    for level in 1...20 {
      laughs += "<!ENTITY a\(level) '" + String(repeating: "&a\(level - 1);", count: 10) + "'>"
    }
    for content in ["&a20;", "<s n='&a20;'/>"] {
      #expect(failure("[\(laughs)]", content)?.kind == .amplification)
    }
    // No text at all, only work.
    let empty = laughs.replacing("'ha'", with: "''")
    #expect(failure("[\(empty)]", "&a20;")?.kind == .amplification)
    let long = "<!ENTITY a '" + String(repeating: "A", count: 100_000) + "'>"
    #expect(failure("[\(long)]", String(repeating: "&a;", count: 1000))?.kind == .amplification)
    #expect(
      failure("[\(long)]", "<s n='" + String(repeating: "&a;", count: 1000) + "'/>")?.kind == .amplification)
    let tags = "<!ENTITY a '" + String(repeating: "<b/>", count: 20_000) + "'>"
    #expect(failure("[\(tags)]", String(repeating: "&a;", count: 1000))?.kind == .amplification)
    let comments = "<!ENTITY a '" + String(repeating: "<!---->", count: 20_000) + "'>"
    #expect(failure("[\(comments)]", String(repeating: "&a;", count: 1000))?.kind == .amplification)
    let loop = "<!ENTITY a '&b;'><!ENTITY b '<i>&a;</i>'>"
    #expect(failure("[\(loop)]", "&a;")?.kind == .amplification)
    let parameters =
      "<!ENTITY % a '<!ENTITY x \"" + String(repeating: "A", count: 100_000) + "\">'><!ENTITY % b ' '>"
      + String(repeating: "%a;<?x?>", count: 1000)
    #expect(failure("[\(parameters)]", "x")?.kind == .amplification)
  }

  @Test func aMillionBytesAreFree() throws {
    let text = "<!ENTITY a '" + String(repeating: "word ", count: 2000) + "'>"
    let run = try run("[\(text)]", String(repeating: "<s>&a;</s>", count: 90))
    #expect(run.records.count == 90)
    // A document of nothing but short references is no bomb.
    let short = try self.run("[<!ENTITY a '-'>]", "<s>" + String(repeating: "&a;x ", count: 400_000) + "</s>")
    #expect(short.records.count == 1)
  }

  @Test func defaultsOfAttributesAreNotWritten() throws {
    let subset = "[<!ATTLIST s n CDATA 'x' xmlns:q CDATA 'urn:q'>]"
    let run = try run(subset, "<s>a</s><s n='y'>b</s>")
    try expectSame(Array("<!DOCTYPE d \(subset)>\n<d><s>a</s><s n='y'>b</s></d>".utf8), run.output)
    #expect(!run.text.contains(#"n="x""#))
  }

  @Test func defaultsAreLimited() {
    func subset(_ count: Int) -> String {
      "[<!ATTLIST b n CDATA #IMPLIED"
        + (0..<count).map { " a\($0) CDATA 'x' xmlns:a\($0) CDATA 'y'" }.joined() + ">]"
    }
    #expect(failure(subset(64), String(repeating: "<b/>", count: 1000)) == nil)
    let expected = XMLError.Kind.tooManyDefaults(element: "b", limit: 128)
    #expect(failure(subset(65), "<b/>")?.kind == expected)
    #expect(failure(subset(2000), String(repeating: "<b/>", count: 50_000))?.kind == expected)
  }

  @Test func defaultsCannotBlowUp() {
    let subset = "[<!ATTLIST b xmlns:q CDATA 'urn:" + String(repeating: "q", count: 100_000) + "'>]"
    #expect(failure(subset, String(repeating: "<b/>", count: 10_000))?.kind == .amplification)
  }
}
