import Faults
import Foundation
import HTMLReport
import JSON
import TestSupport
import Testing

/// Reports of small outputs.
@Suite struct ReportTests {
  /// The report of files in a folder, made at a fixed time, without the folder's name.
  private func page(
    _ scratch: Scratch, _ names: [String], _ change: (inout ReportRequest) -> Void = { _ in }
  ) throws -> (status: Faults.ExitStatus, html: String?) {
    var request = ReportRequest()
    request.inputs = names.map { scratch.folder.appendingPathComponent($0).path }
    request.output = scratch.folder.appendingPathComponent("report.html").path
    request.made = Date(timeIntervalSince1970: 1_795_651_200)
    change(&request)
    do {
      let report = try Report(request)
      let html = String(decoding: report.html, as: UTF8.self)
      return (report.status, html.replacingOccurrences(of: scratch.folder.path + "/", with: ""))
    } catch let fault as any Fault {
      return (fault.status, nil)
    }
  }

  private static let tagged = """
    {"id":"a-1","text":"Where is Iguazu?","tag":[{"text":"Where","start":0,"end":5,"label":"ADV","score":0.95},\
    {"text":"is","start":6,"end":8,"label":"AUX","score":0.99},{"text":"Iguazu","start":9,"end":15,"label":"PROPN",\
    "score":0.41},{"text":"?","start":15,"end":16,"label":"PUNCT","score":1}],\
    "qa":{"text":"Where","start":0,"end":5,"score":0.2}}
    {"id":2,"tokens":["No","\\u00adx"],"tag":[{"text":"No","label":"DET","score":0.7},\
    {"text":"\\u00adx","label":null,"score":0}],"tag_windows":2}

    {"text":"","tag":[]}
    {"question":"Who?","context":"Ana went. Nobody saw her.","qa":{"text":"Ana","start":0,"end":3,"score":0.6,\
    "null_score":0.3,"answers":[{"text":"Ana","start":0,"end":3,"score":0.6},{"text":"Nobody","start":10,"end":16,\
    "score":0.05}]},"pair":{"label":"neutral","score":0.4,"scores":[{"label":"neutral","score":0.4},\
    {"label":"entailment","score":0.35}]}}
    {"question":"Why?","context":"Ana went.","qa":{"text":"","start":0,"end":0,"score":0.9,"null_score":0.9}}
    {"premise":"A dog runs.","hypothesis":"An animal moves.","pair":{"label":"entailment","score":0.97,\
    "truncated":true,"tokens":712}}
    {"text":"Paris is the [MASK] of France.","fill-mask":[{"start":13,"end":19,"candidates":[{"token":"capital",\
    "id":3,"text":"capital","score":0.8},{"token":"heart","id":4,"text":"heart","score":0.1}]}]}
    """

  @Test func theWholePage() throws {
    let scratch = try Scratch()
    _ = try scratch.file("out.jsonl", Self.tagged + "\n")
    _ = try scratch.file(
      "out.jsonl.rejects",
      #"{"reject":1,"file":"in.jsonl","line":7,"offset":9,"id":null,"code":"json","message":"not valid JSON: expected a value, found '}'","raw":"{\"a\":}"}"#
        + "\n"
        + #"{"reject":1,"file":"in.jsonl","line":9,"offset":19,"id":null,"code":"utf8","message":"not valid UTF-8","raw_base64":"/w=="}"#
        + "\n")
    _ = try scratch.file(
      "stats.json",
      #"{"task":"tag","precision":"int8","instruction_set":"avx512","tokens_per_second":12345.6,"#
        + #""reject_codes":{"json":1},"success":true}"#)
    let made = try page(scratch, ["out.jsonl"]) {
      $0.statistics = [scratch.folder.appendingPathComponent("stats.json").path]
    }
    #expect(made.status == .done)
    try Snapshot.expect(try #require(made.html), is: "report.html")
  }

  /// What a record may hold to break out of the page; each must come back as text.
  private static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)",
    "&lt;b&gt; &amp; &#60;",
    "</style><svg/onload=alert(1)>", "{{title}} {{{style}}} {{#sections}}", "<!-- --> <![CDATA[ ]]>",
    // A sign that joins what follows, and marks that join what is before: by characters neither is a '<' or a '"'.
    "\u{600}<script>alert(2)</script>", "<\u{301}img>", "\"\u{301} onmouseover=alert(3) x=\"\u{20DD}",
    "\u{202E}gnp.exe\u{202C} \u{2066}x\u{2069} \u{200F}", "nul \u{0} bell \u{7} del \u{7F} nel \u{85}",
    "\u{FEFF}\u{FFFE}\u{E0041}", "javascript:alert(4)", "`${alert(5)}`",
  ]

  @Test func nothingInARecordBreaksOut() throws {
    let scratch = try Scratch()
    var lines: [String] = []
    for text in Self.hostile {
      var writer = JSONWriter()
      writer.beginObject()
      for key in ["id", "text", "question", "context", "text_pair"] {
        writer.key(key)
        writer.string(text)
      }
      let count = text.unicodeScalars.count
      writer.key("tag" + text)
      writer.beginArray()
      tag(&writer, text, count)
      writer.endArray()
      writer.key("qa")
      answer(&writer, text, count)
      writer.key("pair")
      tag(&writer, text, count)
      writer.endObject()
      lines.append(String(decoding: writer.bytes, as: UTF8.self))
    }
    // Half of a pair of surrogates is no text at all.
    lines.append(#"{"text":"\ud83d","tag":[{"text":"\udc00","label":"X","score":0.1}]}"#)
    _ = try scratch.file("<i>out&.jsonl", lines.joined(separator: "\n"))
    _ = try scratch.file(
      "<i>out&.jsonl.rejects",
      Self.hostile.map { text in
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("reject")
        writer.int(1)
        for key in ["file", "code", "message", "raw"] {
          writer.key(key)
          writer.string(text)
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
      }.joined(separator: "\n"))
    let made = try page(scratch, ["<i>out&.jsonl"])
    #expect(made.status == .rejected)
    let html = try #require(made.html)
    #expect(html.contains("1 record could not be read"))
    #expect(html.contains("surrogate \\ud83d without its other half"))
    let bytes = Array(html.utf8)
    for tag in ["<script", "<img", "<svg/", "<i>", "<!-- ", "</style><"] {
      #expect(!bytes.contains(Array(tag.utf8)), "the page has \(tag)")
    }
    // No attribute is left by a quote: every tag of the page is one of the template's.
    let attributes = try attributeNames(in: bytes)
    #expect(attributes.isDisjoint(with: ["onerror", "onload", "onmouseover", "src"]))
    for scalar in html.unicodeScalars where scalar.value < 0x20 { #expect(scalar == "\n" || scalar == "\t") }
    for scalar in "\u{202E}\u{2066}\u{200F}\u{FEFF}\u{85}\u{7F}".unicodeScalars {
      #expect(!html.unicodeScalars.contains(scalar))
    }
    #expect(html.contains("⟨U+202E⟩gnp.exe⟨U+202C⟩"))
    #expect(html.contains("nul ␀ bell ␇ del ␡ nel ⟨U+0085⟩"))
    #expect(html.contains("{{title}} {{{style}}} {{#sections}}"))
  }

  private func tag(_ writer: inout JSONWriter, _ text: String, _ count: Int) {
    writer.beginObject()
    writer.key("text")
    writer.string(text)
    writer.key("start")
    writer.int(0)
    writer.key("end")
    writer.int(count)
    writer.key("label")
    writer.string(text)
    writer.key("score")
    writer.number(0.25)
    writer.endObject()
  }

  private func answer(_ writer: inout JSONWriter, _ text: String, _ count: Int) {
    writer.beginObject()
    writer.key("text")
    writer.string(text)
    writer.key("start")
    writer.int(0)
    writer.key("end")
    writer.int(count)
    writer.key("score")
    writer.number(0.25)
    writer.endObject()
  }

  /// The names of all attributes, as a reader of HTML finds them: between tags, outside of quotes.
  private func attributeNames(in bytes: [UInt8]) throws -> Set<String> {
    var names: Set<String> = []
    var name: [UInt8] = []
    var isTag = false
    var isQuoted = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\"") where isTag: isQuoted.toggle()
      case UInt8(ascii: "<") where !isTag: isTag = true
      case UInt8(ascii: ">") where isTag && !isQuoted: isTag = false
      case UInt8(ascii: "=") where isTag && !isQuoted:
        names.insert(String(decoding: name, as: UTF8.self).lowercased())
      case 0x20, 0x0A: if !isQuoted { name = [] }
      default: if isTag && !isQuoted { name.append(byte) }
      }
    }
    return names
  }

  @Test func theLeastSureOfManyAreShown() throws {
    let scratch = try Scratch()
    var numbers = Array(1...999)
    var state: UInt64 = 7
    for place in numbers.indices.reversed() {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      numbers.swapAt(place, Int(state >> 33) % (place + 1))
    }
    let lines = numbers.map {
      #"{"id":\#($0),"text":"x","pair":{"label":"a","score":0.\#(String(1000 + $0).dropFirst())}}"#
    }
    _ = try scratch.file("out.jsonl", lines.joined(separator: "\n"))
    let html = try #require(try page(scratch, ["out.jsonl"]) { $0.samples = 7 }.html)
    let ids = html.components(separatedBy: "<span>id <bdi>").dropFirst().compactMap {
      $0.components(separatedBy: "<").first
    }
    #expect(ids == (1...7).map(String.init))
  }

  @Test func longTextsAreShownAroundWhatMatters() throws {
    let scratch = try Scratch()
    let words = (0..<5000).map { "w\($0)" }
    let text = words.joined(separator: " ")
    var start = 0
    let tags = words.enumerated().map { place, word in
      defer { start += word.count + 1 }
      return
        #"{"text":"\#(word)","start":\#(start),"end":\#(start + word.count),"label":"X","score":0.\#(place == 2500 ? 1 : 9)}"#
    }
    _ = try scratch.file("out.jsonl", #"{"text":"\#(text)","tag":[\#(tags.joined(separator: ","))]}"#)
    let html = try #require(try page(scratch, ["out.jsonl"]).html)
    #expect(html.utf8.count < 60_000)
    #expect(html.contains(#"focus"><span class="t">w2500</span>"#))
    #expect(html.contains(">w2490<") && html.contains(">w2510<"))
    #expect(!html.contains(">w2300<") && !html.contains(">w2700<"))
    #expect(html.components(separatedBy: #"<span class="gap">…</span>"#).count == 3)
  }

  @Test(arguments: [("utf8", 7, 11), ("utf16", 4, 8), ("code points", 3, 7)])
  func offsetsMayCountOtherUnits(unit: String, start: Int, end: Int) throws {
    let scratch = try Scratch()
    _ = try scratch.file(
      "out.jsonl",
      #"{"text":"😀é Iguazu","tag":[{"text":"Igua","start":\#(start),"end":\#(end),"label":"X","score":0.1}]}"#
    )
    let html = try #require(try page(scratch, ["out.jsonl"]).html)
    #expect(html.contains(#"lang="">😀é <span class="w c0 focus"><span class="t">Igua</span>"#), "\(unit)")
  }

  @Test func otherFormatsAreReadAsFarAsTheyHoldLabels() throws {
    let scratch = try Scratch()
    _ = try scratch.file(
      "a.conllu",
      "# sent_id = s1\n1\tIguazu\t_\tPROPN\t_\t_\t_\t_\t_\t_\n2\tfalls\t_\tVERB\t_\t_\t_\t_\t_\t_\n\n")
    _ = try scratch.file(
      "b.tsv",
      "text\ttext_pair\tpair\tpair_score\nA dog.\tA cat.\tneutral\t0.5\nA dog.\tA dog.\tentailment\t0.9\n")
    _ = try scratch.file(
      "c.xml",
      #"<records><record id="r1" pair="neutral" pair-score="0.75"><text>Yes &lt;or> no</text></record>"#
        + #"<record><question>Who?</question><context>Ana went.</context><answer start="0" end="3" score="0.5">Ana</answer></record>"#
        + #"<record><w pos="NOUN">Rivers</w> <w pos="VERB">run</w></record></records>"#)
    let made = try page(scratch, ["a.conllu", "b.tsv", "c.xml"])
    #expect(made.status == .done)
    let html = try #require(made.html)
    #expect(html.contains(#"<th scope="row"><bdi>a.conllu</bdi></th><td>conllu</td><td class="n">1</td>"#))
    #expect(html.contains(#"<span class="t">Iguazu</span><span class="g">PROPN</span>"#))
    #expect(html.contains(#"<span class="t">Rivers</span><span class="g">NOUN</span>"#))
    #expect(html.contains("<mark>Ana</mark> went."))
    #expect(html.contains("Yes &lt;or&gt; no"))
    #expect(html.contains(#"id="key-3""#) && !html.contains(#"id="key-4""#))
  }

  @Test func stretchesOfXMLAreMarkedInTheirText() throws {
    let scratch = try Scratch()
    _ = try scratch.file(
      "a.xml",
      #"<records><record>In Évora <span label="PER">Ana <b>Dias</b></span> met "#
        + #"<span label="ORG" part="I">the</span><i> <span label="ORG" part="F">Guild</span></i>.</record></records>"#
    )
    let html = try #require(try page(scratch, ["a.xml"]).html)
    #expect(
      html.contains(#"In Évora <span class="w c1"><span class="t">Ana Dias</span><span class="g">PER</span>"#)
    )
    #expect(html.contains(#"<span class="t">the Guild</span><span class="g">ORG</span>"#))
    #expect(html.contains("<dt>Labelled</dt><dd>2"))
  }

  @Test func huggingFacesShapesAreKnown() throws {
    let scratch = try Scratch()
    _ = try scratch.file(
      "out.jsonl",
      #"{"text":"Ana went","ner":[{"entity_group":"PER","score":0.9,"word":"Ana","start":0,"end":3}]}"# + "\n"
        + #"{"question":"Who?","context":"Ana went","a":{"score":0.5,"start":0,"end":3,"answer":"Ana"}}"#
        + "\n"
        + #"{"text":"x","c":[{"label":"POS","score":0.8},{"label":"NEG","score":0.2}]}"# + "\n"
        + #"{"text":"x [MASK]","m":[{"score":0.4,"token":5,"token_str":"y","sequence":"x y"}]}"# + "\n"
        + #"{"text":"x","z":{"sequence":"x","labels":["urgent","calm"],"scores":[0.7,0.3]}}"# + "\n")
    let html = try #require(try page(scratch, ["out.jsonl"]).html)
    for key in ["ner", "a", "c", "m", "z"] { #expect(html.contains("<code>\(key)</code>")) }
    #expect(html.contains("<b>calm</b> 0.300"))
  }

  @Test func aKeyCanBeNamed() throws {
    let scratch = try Scratch()
    _ = try scratch.file("out.jsonl", Self.tagged)
    let html = try #require(try page(scratch, ["out.jsonl"]) { $0.keys = ["qa"] }.html)
    #expect(html.contains("<code>qa</code>") && !html.contains("<code>tag</code>"))
    let none = try page(try Scratch(), []) {
      $0.inputs = [scratch.folder.appendingPathComponent("out.jsonl").path]
      $0.keys = ["nothing"]
    }
    #expect(none.status == .rejected && none.html == nil)
  }

  @Test func whatIsNoOutputIsToldApart() throws {
    let scratch = try Scratch()
    _ = try scratch.file(
      "none.jsonl", #"{"text":"x","entities":[{"start":0,"end":1,"label":"X"}],"n":[1,2]}"#)
    _ = try scratch.file("words.txt", "Where_ADV is_AUX\n")
    _ = try scratch.file("empty.jsonl", "")
    #expect(try page(scratch, ["none.jsonl"]).status == .rejected)
    #expect(try page(scratch, ["words.txt"]).status == .rejected)
    #expect(try page(scratch, ["missing.jsonl"]).status == .noInput)
    #expect(scratch.text("report.html") == nil)
    #expect(try page(scratch, ["none.jsonl"]) { $0.output = $0.inputs[0] }.status == .usage)
    let empty = try page(scratch, ["empty.jsonl"])
    #expect(empty.status == .done)
    #expect(empty.html?.contains("There are no records.") == true)
  }
}

extension [UInt8] {
  fileprivate func contains(_ other: [UInt8]) -> Bool {
    guard count >= other.count else { return false }
    return (0...(count - other.count)).contains { self[$0..<($0 + other.count)].elementsEqual(other) }
  }
}
