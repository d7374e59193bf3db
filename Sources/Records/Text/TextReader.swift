import JSON

/// Reads plain text, one record per line or paragraph; blank lines are none.
package struct TextReader: RecordReader {
  /// A paragraph may have this many bytes.
  private static let maximumParagraph = 64 << 20

  private var lines: LineSplitter
  private let file: Int
  private let size: TextUnitSize
  private let shape: FieldSelection.Shape

  /// A reader at the start of input number `file`.
  package init(_ source: any ByteSource, file: Int, size: TextUnitSize, shape: FieldSelection.Shape) {
    lines = LineSplitter(source)
    self.file = file
    self.size = size
    self.shape = shape
  }

  /// The next line or paragraph, or a blank line.
  package mutating func next() throws(RecordsError) -> ReadItem? {
    guard let first = try lines.next() else { return nil }
    if first.isBlank { return .verbatim(first.original) }
    var bytes = first.original
    var content = Array(first.content)
    if size == .paragraph {
      while let line = try lines.next() {
        bytes += line.original
        if line.isBlank { break }
        content.append(0x0A)
        content += line.content
        guard bytes.count <= Self.maximumParagraph else {
          throw .recordTooLarge(line: first.number, limit: Self.maximumParagraph)
        }
      }
    }
    let place = Place(file: file, line: first.number, offset: first.offset)
    if let offset = UTF8Sequence.firstInvalid(in: content) {
      let error = JSONError(.invalidUTF8, offset: offset)
      var faultPlace = place
      faultPlace.line += error.line(in: content) - 1
      return .reject(Reject(.utf8, place: faultPlace, column: error.column(in: content), raw: content))
    }
    let text = String(decoding: content, as: UTF8.self)
    switch shape {
    case .textOrWords, .text, .anything, .several:
      return .record(Record(place: place, fields: .text(text), carrier: TextUnit(bytes: bytes)))
    case .pairOrText:
      return .record(Record(place: place, fields: .pair(text, nil), carrier: TextUnit(bytes: bytes)))
    case .question:
      let reason = Reject.Reason.missingKey(wanted: ["question", "context"], present: ["text"])
      return .reject(Reject(reason, place: place, raw: content))
    case .choices:
      let reason = Reject.Reason.missingKey(wanted: [FieldSelection.choicesGuess], present: ["text"])
      return .reject(Reject(reason, place: place, raw: content))
    case .pair:
      let reason = Reject.Reason.missingKey(wanted: ["text_pair"], present: ["text"])
      return .reject(Reject(reason, place: place, raw: content))
    }
  }
}
