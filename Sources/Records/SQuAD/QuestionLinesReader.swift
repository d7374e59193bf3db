import JSON

/// Reads paragraphs with their questions, an object per line, as MRQA has them: one question per record. The line that says
/// what the set is (`{"header":…}`) is passed over.
package struct QuestionLinesReader: RecordReader {
  private var lines: LineSplitter
  private let file: Int
  /// Questions of the line at hand, last one first.
  private var waiting: [ReadItem] = []

  /// A reader at the start of input number `file`.
  package init(_ source: any ByteSource, file: Int) {
    lines = LineSplitter(source)
    self.file = file
  }

  /// The next question, blank line or reject.
  package mutating func next() throws(RecordsError) -> ReadItem? {
    while true {
      if let item = waiting.popLast() { return item }
      guard let line = try lines.next() else { return nil }
      if line.isBlank { return .verbatim(line.original) }
      waiting = items(line).reversed()
    }
  }

  private func items(_ line: Line) -> [ReadItem] {
    let place = Place(file: file, line: line.number, offset: line.offset)
    let content = Array(line.content)
    func reject(_ reason: Reject.Reason, column: Int? = nil) -> [ReadItem] {
      [.reject(Reject(reason, place: place, column: column, raw: content))]
    }
    do throws(JSONError) {
      let value = try JSONValue.parse(content)
      guard let object = value.object else { return reject(.notObject) }
      if object["header"]?.object != nil, object.members.count == 1 { return [.verbatim([])] }
      return QuestionParagraph(value, title: nil, at: place).items
        ?? reject(.missingKey(wanted: ["qas"], present: Array(object.members.map(\.key).prefix(12))))
    } catch {
      return reject(
        error.kind == .invalidUTF8 ? .utf8 : .json(error.kind), column: error.column(in: content))
    }
  }
}
