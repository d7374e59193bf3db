/// What is known of a kind of document by its root.
struct XMLPreset: Sendable {
  /// The patterns of its records.
  var records: String
  /// Whether annotations are TEI's own elements, in the namespace of the root.
  var isTEI: Bool
  /// The children that hold two texts, where it is a format of pairs.
  var pair: (first: String, second: String)?
  /// Whether a record's text is all of it; else children or attributes with the usual names come first.
  var isText = false
  /// Whether a document without a single record is one of another kind.
  var isGuess = false

  static let teiNamespace = Array("http://www.tei-c.org/ns/1.0".utf8)

  /// The elements that are skipped in every document.
  static let skipped = "note"

  /// Elements that stand for a blank, unless they say `break="no"`.
  static let blanks: [[UInt8]] = ["lb", "pb", "cb", "gb", "milestone", "br"].map { Array($0.utf8) }

  /// The kind of the document with this root. Any other one with `<record>` children is a guess.
  init(root: XMLName) {
    let local = String(decoding: root.local, as: UTF8.self)
    let isRootOfTEI = ["TEI", "teiCorpus", "TEI.2", "teiCorpus.2"].contains(local)
    isTEI = root.namespace == Self.teiNamespace || (root.namespace == nil && isRootOfTEI)
    if isTEI && (isRootOfTEI || local == "text") {
      records = Self.inside("text", "p l s ab head speaker stage trailer")
      isText = true
    } else if local == "PLAY" {
      records = "TITLE|PERSONA|SPEAKER|LINE|STAGEDIR|SUBHEAD|SCNDESCR"
      isText = true
    } else if local == "entailment-corpus" {
      records = "pair"
      pair = ("t", "h")
    } else {
      records = "/*/record"
      isGuess = true
    }
  }

  private static func inside(_ ancestor: String, _ names: String) -> String {
    names.split(separator: " ").map { "\(ancestor)//\($0)" }.joined(separator: "|")
  }
}
