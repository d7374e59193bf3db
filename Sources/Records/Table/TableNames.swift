import Annotations

/// The names that columns of tables go by in the field, tried in these orders.
///
/// They are compared without case, blanks and marks: `Review Text`, `review_text` and `reviewText` are one name.
enum TableNames {
  /// A text.
  static let texts = [
    "text", "sentence", "review", "reviewtext", "reviewbody", "reviewcontent", "commenttext", "commentbody",
    "comment",
    "fulltext", "content", "tweet", "tweettext", "tweetcontent", "messagetext", "message", "msg", "sms",
    "post", "body",
    "passage", "paragraph", "document", "article", "abstract", "utterance", "feedback", "answertext",
    "description",
    "excerpt", "statement", "essay", "questiontext", "originaltweet", "cleantext", "cleanedtext",
    "reviewstext", "texts",
    "sentences", "reviews", "comments", "tweets", "messages", "headlines", "news", "lyrics", "transcript",
    "caption",
    "summary", "headline", "title", "tokens", "words", "query", "phrase", "texto", "texte",
  ]
  /// Two texts.
  static let pairs = [
    ("text", "textpair"), ("sentence1", "sentence2"), ("premise", "hypothesis"), ("question1", "question2"),
    ("question", "sentence"), ("text1", "text2"), ("texta", "textb"), ("sentencea", "sentenceb"),
    ("#1string", "#2string"), ("string1", "string2"), ("sent1", "sent2"), ("claim", "evidence"),
    ("query", "passage"), ("query", "document"),
  ]
  /// A question.
  static let questions = ["question", "query"]
  /// The text that answers it.
  static let contexts = ["context", "passage", "paragraph"]
  /// A gold class.
  static let labels = [
    "goldlabel", "label", "class", "category", "sentiment", "target", "classindex", "isduplicate",
  ]

  /// The form in which a name is compared.
  static func normal(_ name: String) -> [UInt8] {
    name.utf8.compactMap { byte in
      switch byte {
      case 0x20, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): nil
      case 0x41...0x5A: byte | 0x20
      default: byte
      }
    }
  }

  /// Every name that says that a row is a header.
  static let all: Set<[UInt8]> = Set(
    (texts + pairs.flatMap { [$0.0, $0.1] } + questions + contexts + labels + ["id", "labels"]).map {
      Array($0.utf8)
    })
}
