/// What is known about a kind of document by its root.
struct XMLPreset: Sendable {
  /// Its name, for messages.
  var name: String
  /// The patterns of its records.
  var records: String
  /// The patterns of elements that are records where they have text outside of other records and candidates.
  var candidates: String?
  /// The patterns of elements that are skipped beside `note`.
  var skipped: [String] = []
  /// The element that holds the text of the document; nil for the root.
  var area: String?
  /// Whether annotations are TEI's own elements, in the namespace of the root.
  var isTEI = false
  /// The children that hold two texts, where it is a format of pairs; where both have one name, its first and second one.
  var pair: (first: String, second: String)?
  /// Whether a record's text is all of it; else children or attributes with the usual names come first.
  var isText = true
  /// Whether a document without a single record is one of another kind.
  var isGuess = false

  static let teiNamespace = Array("http://www.tei-c.org/ns/1.0".utf8)
  private static let atomNamespace = "http://www.w3.org/2005/Atom"

  /// The elements that are skipped in every document.
  static let skipped = "note"

  /// Elements that stand for a blank, unless they say `break="no"`.
  static let blanks: [[UInt8]] = ["lb", "pb", "cb", "gb", "milestone", "br"].map { Array($0.utf8) }

  /// The kind of the document with this root, for a task that reads a pair of texts or one. Any other one with `<record>`
  /// children is a guess.
  init(root: XMLName, readsPairs: Bool) {
    let local = String(decoding: root.local, as: UTF8.self)
    let namespace = root.namespace.map { String(decoding: $0, as: UTF8.self) }
    if Self.isTEI(root, local) {
      self = .tei
    } else if namespace == "http://docbook.org/ns/docbook" {
      self = .docBook
    } else {
      switch local {
      case "ETS", "EEBO", "DLPSTEXTCLASS": self = .eebo
      case "PLAY": self = .play
      case "entailment-corpus": self = .entailment
      case "article" where namespace?.contains("jats") ?? true, "pmc-articleset": self = .jats
      case "PubmedArticleSet", "PubmedArticle", "PubmedBookArticleSet", "MedlineCitationSet",
        "MedlineCitation":
        self = .pubMed
      case "rss", "RDF": self = .rss
      case "feed" where namespace == Self.atomNamespace, "entry" where namespace == Self.atomNamespace:
        self = .atom
      case "tmx": self = readsPairs ? .tmxPairs : .tmx
      case "xliff": self = readsPairs ? .xliffPairs : .xliff
      case "book", "chapter", "section", "refentry", "appendix", "preface", "part", "set", "glossary",
        "sect1":
        self = .docBook
        isGuess = true
      case "collection": self = .bioC
      case "sentences", "Reviews": self = .absa
      default: self = .records
      }
    }
  }

  private init(
    _ name: String, _ records: String, candidates: String? = nil, skipped: [String] = [], area: String? = nil,
    pair: (first: String, second: String)? = nil
  ) {
    self.name = name
    self.records = records
    self.candidates = candidates
    self.skipped = skipped
    self.area = area
    self.pair = pair
  }

  private static func isTEI(_ root: XMLName, _ local: String) -> Bool {
    let isRootOfTEI = ["TEI", "teiCorpus", "TEI.2", "teiCorpus.2"].contains(local)
    return (root.namespace == teiNamespace || root.namespace == nil) && isRootOfTEI
      || root.namespace == teiNamespace && local == "text"
  }

  /// Patterns of some elements inside others.
  private static func inside(_ ancestors: String, _ names: String) -> String {
    ancestors.split(separator: " ").flatMap { ancestor in
      names.split(separator: " ").map { "\(ancestor)//\($0)" }
    }.joined(separator: "|")
  }
}

// MARK: - The kinds

extension XMLPreset {
  /// TEI, Parla-CLARIN and EEBO-TCP among it.
  private static var tei: XMLPreset {
    var preset = XMLPreset(
      "TEI", inside("text", "p l s ab head speaker stage trailer"),
      candidates: inside(
        "text",
        "u seg item cell label titlePart byline docImprint docAuthor docDate docEdition imprimatur opener closer salute "
          + "signed dateline argument postscript epigraph q quote castItem figDesc"),
      skipped: ["incident", "kinesic", "vocal"], area: "text")
    preset.isTEI = true
    return preset
  }

  /// EEBO-TCP before it was TEI P5.
  private static var eebo: XMLPreset {
    XMLPreset(
      "EEBO", inside("TEXT", "P L AB HEAD SPEAKER STAGE TRAILER"),
      candidates: inside(
        "TEXT",
        "ITEM CELL LABEL TITLEPART BYLINE IMPRIMATUR OPENER CLOSER SALUTE SIGNED DATELINE DATE ARGUMENT POSTSCRIPT EPIGRAPH Q "
          + "BIBL FIGDESC"),
      skipped: ["NOTE"], area: "TEXT")
  }

  private static var play: XMLPreset {
    XMLPreset("PLAY", "TITLE|PERSONA|SPEAKER|LINE|STAGEDIR|SUBHEAD|SCNDESCR")
  }

  private static var entailment: XMLPreset {
    var preset = XMLPreset("entailment-corpus", "pair", pair: ("t", "h"))
    preset.isText = false
    return preset
  }

  /// JATS, as PubMed Central has it, and DocBook's article before it had a namespace.
  private static var jats: XMLPreset {
    XMLPreset(
      "JATS",
      "title-group//article-title|title-group//subtitle|title-group//trans-title|"
        + inside("abstract trans-abstract body back floats-group", "p title subtitle")
        + "|para|simpara|articleinfo/title|article/title|sect1//title|section//title",
      candidates: inside("body back floats-group", "td th verse-line attrib term def speaker preformat")
        + "|entry|articleinfo/subtitle",
      skipped: ["tex-math", "*:math", "footnote", "indexterm"])
  }

  private static var pubMed: XMLPreset {
    XMLPreset("PubMed", "ArticleTitle|VernacularTitle|AbstractText|BookTitle")
  }

  private static var rss: XMLPreset {
    let encoded = "{http://purl.org/rss/1.0/modules/content/}encoded"
    let rss1 = ["title", "description"].map { "{http://purl.org/rss/1.0/}\($0)" }.joined(separator: "|")
    return XMLPreset(
      "RSS", "channel/title|channel/description|item/title|item/description|item/\(encoded)|\(rss1)")
  }

  private static var atom: XMLPreset { XMLPreset("Atom", "title|subtitle|summary|content") }

  /// Native codes in segments are no text.
  private static let codes = ["bpt", "ept", "ph", "it", "ut"]

  private static var tmx: XMLPreset { XMLPreset("TMX", "tuv/seg", skipped: codes, area: "body") }

  private static var tmxPairs: XMLPreset {
    var preset = XMLPreset("TMX", "body//tu", skipped: codes + ["prop"], area: "body", pair: ("tuv", "tuv"))
    preset.isText = false
    return preset
  }

  private static var xliff: XMLPreset {
    XMLPreset(
      "XLIFF", "trans-unit/source|trans-unit/target|segment/source|segment/target", skipped: codes)
  }

  private static var xliffPairs: XMLPreset {
    var preset = XMLPreset("XLIFF", "trans-unit|segment", skipped: codes, pair: ("source", "target"))
    preset.isText = false
    return preset
  }

  private static var docBook: XMLPreset {
    var preset = XMLPreset(
      "DocBook", "para|simpara|title|subtitle|titleabbrev|term|member|attribution|refpurpose|/*/record",
      candidates: "entry|td|th|listitem|literallayout|blockquote|caption",
      skipped: ["footnote", "indexterm", "programlisting", "screen", "synopsis"])
    preset.isText = false
    return preset
  }

  private static var bioC: XMLPreset {
    var preset = XMLPreset("BioC", "passage/text|sentence/text|/*/record")
    preset.isText = false
    preset.isGuess = true
    return preset
  }

  /// The reviews of SemEval's tasks on aspects.
  private static var absa: XMLPreset {
    var preset = XMLPreset("SemEval ABSA", "sentence|/*/record")
    preset.isText = false
    preset.isGuess = true
    return preset
  }

  private static var records: XMLPreset {
    var preset = XMLPreset("records", "/*/record")
    preset.isText = false
    preset.isGuess = true
    return preset
  }
}
