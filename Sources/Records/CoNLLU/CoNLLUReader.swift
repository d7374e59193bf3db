import JSON

/// Reads CoNLL-U, one sentence per record.
package struct CoNLLUReader: RecordReader {
  /// More bytes than this are not a sentence: the input lacks blank lines.
  private static let maximumBytes = 64 << 20

  private var lines: LineSplitter
  private let file: Int
  private let input: SentenceInput
  private let gold: CoNLLUColumn?
  private let kept: [CoNLLUColumn]

  /// A reader at the start of input number `file`; `gold` is the column whose values are gold tags. A sentence that has values
  /// in one of the columns that are `kept` is a reject.
  package init(
    _ source: any ByteSource, file: Int, input: SentenceInput = .words, gold: CoNLLUColumn? = nil,
    kept: [CoNLLUColumn] = []
  ) {
    self.kept = kept
    lines = LineSplitter(source)
    self.file = file
    self.input = input
    self.gold = gold
  }

  /// The next sentence, or lines that belong to none: blank ones, and comments without words.
  package mutating func next() throws(RecordsError) -> ReadItem? {
    guard let first = try lines.next() else { return nil }
    if first.isBlank { return .verbatim(first.original) }
    var bytes = first.original
    var contentEnd = first.bytes.count
    while let line = try lines.next() {
      let start = bytes.count
      bytes += line.original
      if line.isBlank { break }
      contentEnd = start + line.bytes.count
      guard bytes.count <= Self.maximumBytes else {
        throw .recordTooLarge(line: first.number, limit: Self.maximumBytes)
      }
    }
    return item(bytes, contentEnd, Place(file: file, line: first.number, offset: first.offset))
  }

  private func item(_ bytes: [UInt8], _ contentEnd: Int, _ place: Place) -> ReadItem {
    do throws(CoNLLUFault) {
      guard let sentence = try CoNLLUSentence(bytes) else { return .verbatim(bytes) }
      if let filled = kept.first(where: { column in sentence.values(of: column).contains { $0 != nil } }) {
        return .reject(
          Reject(
            .columnFilled(name: filled.name), place: place, id: sentence.identifier.map { .string($0) },
            raw: Array(bytes[..<contentEnd])))
      }
      let fields: Fields =
        switch input {
        case .words: .words(sentence.forms)
        case .text: .text(sentence.surface.text)
        }
      return .record(
        Record(
          place: place, id: sentence.identifier.map { .string($0) }, fields: fields,
          gold: gold.map { .tags(sentence.values(of: $0)) }, carrier: sentence))
    } catch {
      var faultPlace = place
      faultPlace.line += error.line
      let column = JSONError(.invalidUTF8, offset: error.offset).column(in: bytes)
      return .reject(
        Reject(error.problem, place: faultPlace, column: column, raw: Array(bytes[..<contentEnd])))
    }
  }
}
