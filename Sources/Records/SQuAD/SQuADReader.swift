import Annotations
import JSON

/// Reads a SQuAD document (v1.1 or v2.0), one question per record; no more of it is in memory than a paragraph.
package struct SQuADReader: RecordReader {
  private var pull: JSONPull
  private let file: Int
  private var state = State.beginning
  private var title: String?
  private var sawData = false
  /// Questions of the paragraph at hand, last one first.
  private var waiting: [ReadItem] = []

  /// A paragraph with its questions may have this many bytes.
  private static let maximumParagraph = 256 << 20

  private enum State {
    case beginning
    case document(isFirst: Bool)
    case data(isFirst: Bool)
    case article(isFirst: Bool)
    case paragraphs(isFirst: Bool)
    case end
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
      switch state {
      case .beginning: try begin()
      case .document(let isFirst): try readDocument(isFirst)
      case .data(let isFirst): try readData(isFirst)
      case .article(let isFirst): try readArticle(isFirst)
      case .paragraphs(let isFirst): try readParagraphs(isFirst)
      case .end: return nil
      }
    }
  }

  private mutating func begin() throws(RecordsError) {
    // A byte order mark is not a blank; JSON parsers may ignore it.
    for byte: UInt8 in [0xEF, 0xBB, 0xBF] {
      guard try pull.take(byte) else { break }
    }
    try open(UInt8(ascii: "{"), .document)
    state = .document(isFirst: true)
  }

  private mutating func open(_ bracket: UInt8, _ part: SQuADPart) throws(RecordsError) {
    guard let byte = try pull.peek() else { throw try pull.unexpected(.value) }
    guard byte == bracket else {
      let place = pull.place
      throw .squad(expected: part, line: place.line, column: place.column)
    }
    pull.pass()
  }

  /// Passes the comma before the next member or element; false at the container's end.
  private mutating func advance(
    _ isFirst: Bool, _ close: UInt8, _ expected: JSONError.Expectation
  ) throws(RecordsError) -> Bool {
    if try pull.take(close) { return false }
    if !isFirst { try pull.expect(UInt8(ascii: ","), expected) }
    return true
  }

  private mutating func readDocument(_ isFirst: Bool) throws(RecordsError) {
    guard try advance(isFirst, UInt8(ascii: "}"), .commaOrBrace) else {
      if try pull.peek() != nil { throw try pull.unexpected(.end) }
      guard sawData else {
        let place = pull.place
        throw .squad(expected: .data, line: place.line, column: place.column)
      }
      state = .end
      return
    }
    if try pull.key().hasSameBytes(as: "data") {
      try open(UInt8(ascii: "["), .data)
      sawData = true
      state = .data(isFirst: true)
    } else {
      try pull.skipValue()
      state = .document(isFirst: false)
    }
  }

  private mutating func readData(_ isFirst: Bool) throws(RecordsError) {
    guard try advance(isFirst, UInt8(ascii: "]"), .commaOrBracket) else {
      state = .document(isFirst: false)
      return
    }
    try open(UInt8(ascii: "{"), .article)
    title = nil
    state = .article(isFirst: true)
  }

  private mutating func readArticle(_ isFirst: Bool) throws(RecordsError) {
    guard try advance(isFirst, UInt8(ascii: "}"), .commaOrBrace) else {
      state = .data(isFirst: false)
      return
    }
    state = .article(isFirst: false)
    let key = try pull.key()
    if key.hasSameBytes(as: "paragraphs") {
      try open(UInt8(ascii: "["), .paragraphs)
      state = .paragraphs(isFirst: true)
    } else if key.hasSameBytes(as: "title") {
      title = try pull.value().string
    } else {
      try pull.skipValue()
    }
  }

  private mutating func readParagraphs(_ isFirst: Bool) throws(RecordsError) {
    guard try advance(isFirst, UInt8(ascii: "]"), .commaOrBracket) else {
      state = .article(isFirst: false)
      return
    }
    state = .paragraphs(isFirst: false)
    guard try pull.peek() != nil else { throw try pull.unexpected(.value) }
    let offset = pull.offset
    let (line, column) = pull.place
    let paragraph = try pull.value()
    guard paragraph.object != nil, let questions = paragraph["qas"]?.array else {
      throw .squad(expected: .paragraph, line: line, column: column)
    }
    let place = Place(file: file, line: line, offset: offset)
    let context = paragraph["context"]
    waiting = questions.reversed().map { item($0, context, place) }
  }

  private func item(_ question: JSONValue, _ context: JSONValue?, _ place: Place) -> ReadItem {
    let id = FieldSelection(.question).identifier { question[$0] }
    do throws(Reject.Reason) {
      guard question.object != nil else {
        throw .wrongType(key: "qas", expected: .object, found: question.type)
      }
      let fields = try FieldSelection(.question).fields(
        { $0.hasSameBytes(as: "context") ? context : question[$0] },
        present: { question.object?.members.map(\.key) ?? [] })
      let answers = question["answers"].map(GoldSelection.answers) ?? []
      let isImpossible = question["is_impossible"]?.bool
      return .record(
        Record(
          place: place, id: id, fields: fields,
          gold: .answers(answers, isImpossible: isImpossible ?? false),
          carrier: SQuADQuestion(title: title, isImpossible: isImpossible)))
    } catch {
      return .reject(Reject(error, place: place, id: id, raw: Self.flat(question, context, title)))
    }
  }

  /// A question as a line of its own, in the flat shape that the reader of JSON lines understands.
  private static func flat(_ question: JSONValue, _ context: JSONValue?, _ title: String?) -> [UInt8] {
    guard let object = question.object else {
      var writer = JSONWriter()
      writer.value(question)
      return writer.bytes
    }
    var members = object.members
    if let title { members.append(("title", .string(title))) }
    if let context { members.append(("context", context)) }
    var writer = JSONWriter()
    writer.value(.object(JSONObject(members)))
    return writer.bytes
  }
}
