/// Documents of our own, of the kinds that are known by their roots: what is record in them, and how many words are not.
struct XMLPresetDocument: Sendable {
  let name: String
  let text: String
  let records: [String]
  /// Words outside of records, and whether anything is in them.
  let outside: Int

  static let all: [XMLPresetDocument] = [
    XMLPresetDocument(
      name: "TEI",
      text: """
        <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>Not read here</title></teiHeader><text><front>
        <titlePage><docTitle><titlePart type="main">The Two Wells</titlePart></docTitle><byline>by <docAuthor>A. Dale</docAuthor></byline></titlePage>
        </front><body>
        <list><head>Tools</head><item>A spade</item><item><p>A rope.</p><p>Old.</p></item><item>Two <list><item>small</item></list></item></list>
        <table><row><cell>depth</cell><cell><hi>12</hi> ells</cell><cell/></row></table>
        <div><opener><dateline>May 5</dateline><salute>Sir,</salute></opener><p>One.<list><item>Two</item><item>Three</item></list></p></div>
        <quote>No <q>well</q></quote></body></text></TEI>
        """,
      records: [
        "The Two Wells", "by A. Dale", "Tools", "A spade", "A rope.", "Old.", "Two small", "depth",
        "12 ells", "May 5",
        "Sir,", "One. Two Three", "No well",
      ], outside: 0),
    XMLPresetDocument(
      name: "Parla-CLARIN",
      text: """
        <teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><TEI xml:lang="en"><teiHeader><p>no</p></teiHeader><text><body>
        <div type="debate"><note type="speaker">Ms. Vale:</note>
        <u who="#v"><seg>We met.</seg><seg><s><w>We</w> <w join="right">left</w><pc>.</pc></s></seg>
        <kinesic type="applause"><desc>Applause</desc></kinesic></u>
        <u who="#k">Plain <vocal><desc>laughs</desc></vocal>words.</u></div></body></text></TEI></teiCorpus>
        """, records: ["We met.", "We left .", "Plain words."], outside: 0),
    XMLPresetDocument(
      name: "EEBO",
      text: """
        <ETS><TEMPHEAD>head</TEMPHEAD><EEBO><IDG><STC>S1</STC></IDG><TEXT LANG="eng"><FRONT><DIV1 TYPE="title page"><PB REF="1"/>
        <P>A true Relation</P></DIV1></FRONT><BODY><DIV1><HEAD>To the Reader</HEAD><P>It is<NOTE>marginal</NOTE> so.</P>
        <LIST><ITEM>First,</ITEM></LIST><CLOSER><SIGNED>T. W.</SIGNED></CLOSER></DIV1></BODY></TEXT></EEBO></ETS>
        """, records: ["A true Relation", "To the Reader", "It is so.", "First,", "T. W."], outside: 0),
    XMLPresetDocument(
      name: "JATS",
      text: """
        <!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving DTD v1.2//EN" "JATS.dtd">
        <article article-type="research-article"><front><journal-meta><journal-title>J Wells</journal-title></journal-meta><article-meta>
        <title-group><article-title>On <italic>wells</italic></article-title></title-group>
        <abstract><title>Aim</title><p>We dug.</p></abstract></article-meta></front>
        <body><sec><label>1</label><title>Depth</title><p>It is 3 m<sup>2</sup> (<xref ref-type="bibr">1</xref>).</p>
        <table-wrap><table><tbody><tr><td>a</td><td>b &lt; c</td></tr></tbody></table></table-wrap></sec></body>
        <back><ack><p>Thanks.</p></ack><ref-list><ref><mixed-citation>Dale 1999</mixed-citation></ref></ref-list></back></article>
        """,
      records: ["On wells", "Aim", "We dug.", "Depth", "It is 3 m2 (1).", "a", "b < c", "Thanks."], outside: 5
    ),
    XMLPresetDocument(
      name: "PubMed",
      text: """
        <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">7</PMID><Article><ArticleTitle>Wells and health.</ArticleTitle>
        <Abstract><AbstractText Label="AIM">To dig.</AbstractText><AbstractText>We <i>dug</i>.</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>
        """, records: ["Wells and health.", "To dig.", "We dug."], outside: 1),
    XMLPresetDocument(
      name: "RSS",
      text: """
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Well news</title><link>http://x</link>
        <description>All of it</description><item><title>A find</title><description><![CDATA[Under a stone & more]]></description>
        <content:encoded>Long text</content:encoded><guid>1</guid></item></channel></rss>
        """, records: ["Well news", "All of it", "A find", "Under a stone & more", "Long text"], outside: 2),
    XMLPresetDocument(
      name: "Atom",
      text: """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>Well news</title><entry><title>A find</title><id>urn:1</id>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry></feed>
        """, records: ["Well news", "A find", "One. Two."], outside: 1),
    XMLPresetDocument(
      name: "TMX",
      text: """
        <!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="en"><note>n</note><prop type="x">p</prop></header><body><tu tuid="1">
        <tuv xml:lang="en"><seg>Dig <bpt i="1">&lt;b&gt;</bpt>here<ept i="1">&lt;/b&gt;</ept>.</seg></tuv><tuv xml:lang="de"><seg>Hier graben.</seg></tuv></tu></body></tmx>
        """, records: ["Dig here.", "Hier graben."], outside: 0),
    XMLPresetDocument(
      name: "XLIFF",
      text: """
        <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a"><body><trans-unit id="1">
        <source>Dig <g id="1">here</g><x id="2"/>.</source><target state="final">Hier graben.</target></trans-unit></body></file></xliff>
        """, records: ["Dig here.", "Hier graben."], outside: 0),
    XMLPresetDocument(
      name: "XLIFF 2",
      text: """
        <xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"><unit id="u"><segment><source>Dig <pc id="1">here</pc>.</source>
        <target>Hier.</target></segment></unit></file></xliff>
        """, records: ["Dig here.", "Hier."], outside: 0),
    XMLPresetDocument(
      name: "DocBook",
      text: """
        <book xmlns="http://docbook.org/ns/docbook" version="5.0"><info><title>Wells</title></info><chapter><title>Tools</title>
        <para>Use a <emphasis>spade</emphasis><footnote><para>Or two.</para></footnote>.</para><itemizedlist><listitem><para>rope</para></listitem></itemizedlist>
        <table><tgroup><tbody><row><entry>a</entry><entry><para>b</para></entry></row></tbody></tgroup></table><programlisting>x = 1</programlisting></chapter></book>
        """, records: ["Wells", "Tools", "Use a spade.", "rope", "a", "b"], outside: 0),
    XMLPresetDocument(
      name: "DocBook 4",
      text: "<article><title>Wells</title><para>Dig &mdash; now.</para></article>".withDoctype("article"),
      records: ["Wells", "Dig \u{FFFD} now."], outside: 0),
    XMLPresetDocument(
      name: "BioC",
      text: """
        <collection><source>PMC</source><date>2026</date><document><id>7</id><passage><infon key="type">title</infon><offset>0</offset>
        <text>BRCA1 in wells</text><annotation id="T1"><location offset="0" length="5"/><text>BRCA1</text></annotation></passage></document></collection>
        """, records: ["BRCA1 in wells"], outside: 6),
    XMLPresetDocument(
      name: "SemEval 2014",
      text: """
        <sentences><sentence id="813"><text>The soup was cold.</text><aspectTerms><aspectTerm term="soup" polarity="negative" from="4" to="8"/></aspectTerms></sentence></sentences>
        """, records: ["The soup was cold."], outside: 0),
    XMLPresetDocument(
      name: "SemEval 2016",
      text: """
        <Reviews><Review rid="1"><sentences><sentence id="1:0"><text>Nice place</text><Opinions><Opinion target="place" category="A#B" polarity="positive" from="5" to="10"/></Opinions></sentence>
        <sentence id="1:1" OutOfScope="TRUE"><text>Call us</text></sentence></sentences></Review></Reviews>
        """, records: ["Nice place", "Call us"], outside: 0),
  ]
}

extension String {
  fileprivate func withDoctype(_ root: String) -> String {
    "<!DOCTYPE \(root) PUBLIC \"-//OASIS//DTD DocBook XML V4.5//EN\" \"docbookx.dtd\">\n" + self
  }
}
