import JSON

extension RecordFormat {
  /// SQuAD documents, one question per record; written as the predictions that the official scorers read.
  package static let squad: RecordFormat = RecordFormat(
    name: "squad", ownSuffix: "json",
    begins: { opening in
      guard opening.utf16 == nil else { return false }
      guard let first = opening.content.first else { return nil }
      guard first == UInt8(ascii: "{") else { return false }
      if opening.content.beginsSQuAD { return true }
      if opening.isWhole || opening.content.count >= Opening.enough { return false }
      do throws(JSONError) {
        let feed = opening.content.firstIndex(of: 0x0A)
        _ = try JSONRecord(Array(opening.content[..<(feed ?? opening.content.endIndex)]))
        return false
      } catch {
        // A line that ends inside the object may be the first one of a document.
        if case .unexpectedEnd = error.kind { return nil }
        return false
      }
    },
    reader: { source, plan in SQuADReader(source, file: plan.file) },
    writer: { _ in SQuADWriter(.predictions) }, holdsKind: { kind, _ in kind == .answer }, isTarget: true)
}

extension SQuADQuestion: Carrier {
  /// The question as a line that the reader of JSON lines understands.
  package func raw(of record: Record) -> [UInt8] {
    guard case .question(let question, let context) = record.fields else { return [] }
    var writer = JSONWriter()
    writer.beginObject()
    if let id = record.id?.string { writer.member("id", id) }
    writer.member("question", question)
    writer.member("context", context)
    writer.endObject()
    return writer.bytes
  }
}

extension ArraySlice<UInt8> {
  /// Whether a member `data` of the outermost object opens an array, and `paragraphs` is a key after it.
  fileprivate var beginsSQuAD: Bool {
    var depth = 0
    var index = startIndex
    var hasData = false
    while index < endIndex {
      switch self[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let start = index + 1
        index = start
        while index < endIndex, self[index] != UInt8(ascii: "\"") {
          index += self[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < endIndex else { return false }
        let text = self[start..<index]
        let rest = self[(index + 1)...].drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: ":") else { break }
        if depth == 1, text.elementsEqual("data".utf8) {
          hasData = rest.dropFirst().drop { $0 <= 0x20 }.first == UInt8(ascii: "[")
        } else if hasData, depth == 3, text.elementsEqual("paragraphs".utf8) {
          return true
        }
      default: break
      }
      index += 1
    }
    return false
  }
}
