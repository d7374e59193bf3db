import JSON

/// What an input that begins with a bracket of JSON is, by its first bytes.
enum JSONShape: Equatable {
  /// An object per line.
  case lines
  /// One document that holds questions and their contexts, as SQuAD does.
  case questions
  /// Paragraphs with their questions, an object per line.
  case questionLines
  /// One other document.
  case document
  /// Not known from so few bytes.
  case open
  /// No JSON.
  case other
}

extension Opening {
  /// What JSON the input is.
  var jsonShape: JSONShape {
    guard utf16 == nil else { return .other }
    switch content.first {
    case UInt8(ascii: "{"): return objectShape
    case UInt8(ascii: "["): return arrayShape
    case nil: return isWhole ? .other : .open
    default: return .other
    }
  }

  private var objectShape: JSONShape {
    let outline = JSONOutline(content)
    if outline.isOfQuestions { return .questions }
    guard let line = content.firstIndex(of: 0x0A).map({ content[..<$0] }) ?? (isWhole ? content : nil) else {
      return .open
    }
    let kind: JSONError.Kind
    do throws(JSONError) {
      return Self.shape(of: try JSONRecord(Array(line)), outline)
    } catch {
      kind = error.kind
    }
    // A line that ends inside the object, though inside no string, may be the first one of a document.
    guard case .unexpectedEnd(let expected) = kind, expected != .closingQuote else { return .lines }
    guard line.endIndex < content.endIndex else {
      return outline.holdsRecords ? .document : .lines
    }
    guard let next = content[line.endIndex...].first(where: { $0 > 0x20 }) else {
      return isWhole ? .lines : .open
    }
    let last = line.last { $0 > 0x20 }
    if next == UInt8(ascii: "{"), last != UInt8(ascii: "["), last != UInt8(ascii: ":") { return .lines }
    if outline.isParagraph("") { return .questions }
    return isWhole || outline.isClosed || outline.closed.contains("data[]") ? .document : .open
  }

  /// What a file is that begins with this line, an object by itself.
  private static func shape(of line: JSONRecord, _ outline: JSONOutline) -> JSONShape {
    let keys = line.keys
    if outline.isParagraph("") || (keys == ["header"] && outline.isObject("header")) { return .questionLines }
    return outline.holdsRecords && !outline.isRecord("") ? .document : .lines
  }

  private var arrayShape: JSONShape {
    let outline = JSONOutline(content)
    if outline.isParagraph("[].") || outline.isArray("[].paragraphs") { return .questions }
    if outline.isObject("[]") { return isWhole || outline.closed.contains("[]") ? .document : .open }
    guard outline["[]"] != nil else {
      if outline.isClosed { return .document }
      return isWhole ? .other : .open
    }
    guard let feed = content.firstIndex(of: 0x0A) else {
      return isWhole ? (try? JSONValue.parse(Array(content))) == nil ? .other : .lines : .open
    }
    do throws(JSONError) {
      _ = try JSONValue.parse(Array(content[..<feed]))
      return .lines
    } catch {
      guard case .unexpectedEnd(let expected) = error.kind, expected != .closingQuote else { return .other }
      return .document
    }
  }
}

extension JSONOutline {
  /// The keys that a record has one of.
  private static let recordKeys = [
    "question", "context", "text", "tokens", "words", "sentence", "sentence1", "premise",
  ]

  /// Whether the objects at a path hold what a task reads.
  func isRecord(_ path: String) -> Bool { Self.recordKeys.contains { values[path + $0] != nil } }

  /// Whether the value is an object with an array of records as its `data`.
  fileprivate var holdsRecords: Bool { isObject("data[]") && isRecord("data[].") }

  /// Whether the objects at a path are contexts with their questions.
  fileprivate func isParagraph(_ path: String) -> Bool {
    isArray(path + "qas") && (values[path + "context"] != nil || values[path + "context_text"] != nil)
  }

  /// Whether the value is a document of SQuAD's kind, of BioASQ's or of DROP's.
  fileprivate var isOfQuestions: Bool {
    isArray("data[].paragraphs") || isArray("paragraphs[].qas") || isParagraph("data[].")
      || (isString("questions[].body") && isArray("questions[].snippets"))
      || (isString("*.passage") && isArray("*.qa_pairs"))
  }
}
