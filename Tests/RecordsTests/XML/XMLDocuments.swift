/// Documents of our own, of every kind that is known.
enum XMLDocuments {
  static let novel = """
    <?xml version="1.0" encoding="UTF-8"?>
    <?xml-model href="novel.rng" type="application/xml"?>
    <!DOCTYPE TEI [
      <!ENTITY house "Marsh &amp; Daughter">
      <!ENTITY dash "—">
      <!-- declared, but with an apostrophe: it's here -->
      <!ATTLIST hi rend CDATA "italic">
    ]>
    <!-- before -->
    <TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:t="http://www.tei-c.org/ns/1.0" xml:id="novel1" xml:lang="en">
     <teiHeader><fileDesc><titleStmt><title>The Ferry</title></titleStmt>
      <sourceDesc><p>Written for tests.</p></sourceDesc></fileDesc></teiHeader>
     <text>
      <front><div><head>The Ferry<lb/>A Tale</head></div></front>
      <body>
       <div type="chapter" n="1">
        <head rend='small'>Chapter  One</head>
        <p>The ferry of &house; left at noon&dash;late, as <hi>al</hi>ways; nobody was sur<lb break="no"/>prised.</p>
        <p>“Wait!” cried <name type="person">Ada</name>.<note place="foot"><p>She was not heard.</p></note> It
         would<!-- a comment -->n’t wait<?page 3?> &lt;for her&gt;.</p>
        <lg><l>Down by the w<pb n="2"/>ater</l><l>un<hi>for<emph>get</emph></hi>table</l></lg>
        <p><![CDATA[She read: <a href="#x">R&D</a> ]]]]><![CDATA[> end]]> and <t:hi>laughed</t:hi>.</p>
        <p><s><w lemma="the" pos="DET">The</w> <w>end</w><pc>.</pc></s></p>
        <p/>
        <p></p>
        <sp><speaker>ADA</speaker><p>No caf&#233;, no <foreign xmlns="urn:other">tea <deep/>time</foreign>.</p></sp>
       </div>
      </body>
      <back><note><p>left alone</p></note><p>Fin<g ref="#leaf"/></p></back>
     </text>
    </TEI>
    <!-- after -->

    <?done?>

    """

  static let play = """
    <?xml version="1.0"?>
    <PLAY>
    <TITLE>The Two Wells</TITLE>
    <PERSONAE><PERSONA>MILLER, a miller.</PERSONA></PERSONAE>
    <ACT><SCENE><TITLE>SCENE I. A mill.</TITLE>
    <SPEECH><SPEAKER>MILLER</SPEAKER>
    <LINE><STAGEDIR>Aside</STAGEDIR> The wheel is still;</LINE>
    <LINE>it waits for rain.</LINE></SPEECH>
    <STAGEDIR>Exit</STAGEDIR></SCENE></ACT>
    </PLAY>
    """

  static let entailment = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE entailment-corpus SYSTEM "rte.dtd">
    <entailment-corpus>
      <pair id="1" entailment="YES" task="IE">
        <t>The mill of Ansel was sold to his sister in March.</t>
        <h>Ansel's sister owns a mill.</h>
      </pair>
      <pair id="2" entailment="NO" task="QA"><t>It rained &amp; rained.</t><h>It was dry.</h></pair>
    </entailment-corpus>
    """

  static let records = """
    <data xmlns="urn:in-house">
      <meta>three</meta>
      <record id="a"><question>Who waits?</question><context>The miller waits. The wheel turns.</context></record>
      <record id="b" text="An attribute."><question>What turns?</question><context>The <b>wheel</b>.</context></record>
      <record id="c"><sentence>No question here.</sentence></record>
    </data>
    """

  static let all = [novel, play, entailment, records]
}
