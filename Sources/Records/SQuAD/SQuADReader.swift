import JSON

/// Reads one JSON document of questions, one question per record: SQuAD (v1.1 or v2.0), a list of its articles or paragraphs,
/// Hugging Face's flat form, BioASQ and DROP. No more of it is in memory than a paragraph.
package struct SQuADReader: RecordReader {
  private var pull: JSONPull
  private let file: Int
  /// The containers that are open, and whether nothing of each was read yet.
  private var open: [(part: Part, isFirst: Bool)] = []
  private var hasBegun = false
  private var title: String?
  /// Members of the object at hand that a paragraph may have, and where it begins.
  private var members: [(key: String, value: JSONValue)] = []
  private var start = Place(file: 0, line: 1, offset: 0)
  private var foundParagraphs = false
  private var isRecognized = false
  /// Questions of the paragraph at hand, last one first.
  private var waiting: [ReadItem] = []

  /// A paragraph with its questions may have this many bytes.
  private static let maximumParagraph = 256 << 20

  private enum Part {
    /// The outermost object.
    case document
    /// A list of articles, paragraphs or questions.
    case articles
    /// An object of such a list.
    case article
    /// The paragraphs of an article.
    case paragraphs

    var end: UInt8 { self == .document || self == .article ? UInt8(ascii: "}") : UInt8(ascii: "]") }
  }

  /// A reader at the start of input number `file`.
  package init(_ source: any ByteSource, file: Int) {
    pull = JSONPull(source, maximumBytes: Self.maximumParagraph)
    self.file = file
  }

  /// The next question.
  package mutating func next() throws(RecordsError) -> ReadItem? {
    while true {
      if let item = waiting.popLast() { return item }
      guard let last = open.last else {
        if hasBegun { return nil }
        try begin()
        continue
      }
      if try pull.take(last.part.end) {
        open.removeLast()
        try close(last.part)
        continue
      }
      if !last.isFirst {
        try pull.expect(
          UInt8(ascii: ","), last.part.end == UInt8(ascii: "}") ? .commaOrBrace : .commaOrBracket)
      }
      open[open.count - 1].isFirst = false
      switch last.part {
      case .document, .article: try readMember(isDocument: last.part == .document)
      case .articles: try readArticle()
      case .paragraphs: try readParagraph()
      }
    }
  }

  // MARK: Containers

  private mutating func begin() throws(RecordsError) {
    hasBegun = true
    // A byte order mark is not a blank; JSON parsers may ignore it.
    for byte: UInt8 in [0xEF, 0xBB, 0xBF] {
      guard try pull.take(byte) else { break }
    }
    if try pull.peek() == UInt8(ascii: "[") {
      isRecognized = true
      try enter(.articles, UInt8(ascii: "["), .document)
    } else {
      try beginObject(.document, .document)
    }
  }

  private mutating func enter(_ part: Part, _ bracket: UInt8, _ expected: SQuADPart) throws(RecordsError) {
    guard let byte = try pull.peek() else { throw try pull.unexpected(.value) }
    guard byte == bracket else { throw notSQuAD(expected) }
    pull.pass()
    open.append((part, true))
  }

  private mutating func beginObject(_ part: Part, _ expected: SQuADPart) throws(RecordsError) {
    _ = try pull.peek()
    start = place
    title = nil
    members = []
    foundParagraphs = false
    try enter(part, UInt8(ascii: "{"), expected)
  }

  private mutating func close(_ part: Part) throws(RecordsError) {
    switch part {
    case .document:
      takeMembers()
      if try pull.peek() != nil { throw try pull.unexpected(.end) }
      if !isRecognized { throw notSQuAD(.data) }
    case .article: takeMembers()
    case .articles:
      if open.isEmpty, try pull.peek() != nil { throw try pull.unexpected(.end) }
    case .paragraphs: break
    }
  }

  /// An object without paragraphs may be one itself.
  private mutating func takeMembers() {
    guard !foundParagraphs else { return }
    let object = JSONValue.object(JSONObject(members))
    members = []
    guard let items = QuestionParagraph(object, title: nil, at: start).items else { return }
    isRecognized = true
    waiting = items.reversed()
  }

  private var place: Place { Place(file: file, line: pull.place.line, offset: pull.offset) }

  private func notSQuAD(_ expected: SQuADPart) -> RecordsError {
    let place = pull.place
    return .squad(expected: expected, line: place.line, column: place.column)
  }

  // MARK: Members and elements

  private mutating func readMember(isDocument: Bool) throws(RecordsError) {
    let key = try pull.key()
    let next = try pull.peek()
    if key.hasSameBytes(as: "paragraphs") {
      try enter(.paragraphs, UInt8(ascii: "["), .paragraphs)
      foundParagraphs = true
      isRecognized = true
    } else if isDocument, key.hasSameBytes(as: "data") {
      try enter(.articles, UInt8(ascii: "["), .data)
      foundParagraphs = true
      isRecognized = true
    } else if isDocument, key.hasSameBytes(as: "questions"), next == UInt8(ascii: "[") {
      try enter(.articles, UInt8(ascii: "["), .data)
      foundParagraphs = true
      isRecognized = true
    } else if key.hasSameBytes(as: "title") {
      title = try pull.value().string
      if let title { members.append((key, .string(title))) }
    } else if QuestionParagraph.keys.contains(key) {
      members.append((key, try pull.value()))
    } else if isDocument, next == UInt8(ascii: "{") {
      try readPassage()
    } else {
      try pull.skipValue()
    }
  }

  /// A member of DROP's document, or of another one that does not matter.
  private mutating func readPassage() throws(RecordsError) {
    let place = place
    let value = try pull.value()
    guard value["qa_pairs"] != nil, let items = QuestionParagraph(value, title: nil, at: place).items else {
      return
    }
    isRecognized = true
    foundParagraphs = true
    waiting = items.reversed()
  }

  private mutating func readArticle() throws(RecordsError) { try beginObject(.article, .article) }

  private mutating func readParagraph() throws(RecordsError) {
    guard try pull.peek() != nil else { throw try pull.unexpected(.value) }
    let place = place
    let column = pull.place.column
    let paragraph = try pull.value()
    guard let items = QuestionParagraph(paragraph, title: title, at: place).items else {
      throw .squad(expected: .paragraph, line: place.line, column: column)
    }
    waiting = items.reversed()
  }
}
