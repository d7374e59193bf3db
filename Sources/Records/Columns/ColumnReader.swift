import Annotations
import JSON

/// Reads column files, one sentence per record.
package struct ColumnReader: RecordReader {
  /// More bytes than this are not a sentence: the input lacks blank lines.
  private static let maximumBytes = 64 << 20
  /// Lines by which the layout is found out.
  private static let sample = 200

  private var lines: LineAhead
  private let file: Int
  private let settings: ReadingSettings
  private let policy: KeyPolicy
  /// The column of the gold labels, as the user names it; nil for none of either.
  private let goldColumn: String?
  private let readsGold: Bool
  private var names: [String]?
  private var layout: ColumnLayout?
  /// The column that each annotation goes to, from 0; nil for a new one.
  private var targets: [Int?] = []

  /// A reader at the start of input number `file`.
  package init(
    _ source: any ByteSource, file: Int, settings: ReadingSettings, policy: KeyPolicy,
    gold: GoldReading? = nil
  ) {
    lines = LineAhead(source)
    self.file = file
    self.settings = settings
    self.policy = policy
    readsGold = gold?.selection.kind == .tags
    if let key = gold?.selection.key {
      goldColumn = key
    } else if case .column(let name)? = gold?.column {
      goldColumn = name
    } else {
      goldColumn = nil
    }
    names = settings.table.columns
  }

  /// The next sentence, a line with a cell for each column, or lines that belong to no sentence.
  package mutating func next() throws(RecordsError) -> ReadItem? {
    guard let first = try lines.next() else { return nil }
    if first.isBlank { return .verbatim(first.original) }
    if let line = try named(first) { return .header(line) }
    if ColumnShape.isDocumentStart(first.content) {
      let separator = try layout(before: nil)?.separator ?? ColumnSeparator(of: first.content)
      return .header(ColumnLine(bytes: first.original, kind: .document, separator: separator))
    }
    guard let layout = try layout(before: first) else { return .verbatim(first.original) }
    let start = first.number == 1 && first.bytes.startsWithByteOrderMark ? 3 : 0
    var bytes = first.original
    var contentEnd = first.bytes.count
    while layout.separator != .bars, let line = try lines.peek(0), !ColumnShape.isDocumentStart(line.content)
    {
      _ = try lines.next()
      let lineStart = bytes.count
      bytes += line.original
      if line.isBlank { break }
      contentEnd = lineStart + line.bytes.count
      guard bytes.count <= Self.maximumBytes else {
        throw .recordTooLarge(line: first.number, limit: Self.maximumBytes)
      }
    }
    return item(bytes, start, contentEnd, layout, Place(file: file, line: first.number, offset: first.offset))
  }

  private func item(
    _ bytes: [UInt8], _ start: Int, _ contentEnd: Int, _ layout: ColumnLayout, _ place: Place
  ) -> ReadItem {
    do throws(ColumnFault) {
      guard let sentence = try ColumnSentence(bytes, from: start, layout) else { return .verbatim(bytes) }
      let id = sentence.identifier.map { JSONValue.string($0) }
      if !policy.replace, let taken = targets.first(where: { sentence.isFilled($0) }) ?? nil {
        let name = layout.names.map { taken < $0.count ? $0[taken] : nil } ?? nil
        return .reject(
          Reject(
            .columnFilled(name: name ?? "\(taken + 1)"), place: place, id: id,
            raw: Array(bytes[..<contentEnd])))
      }
      let goldColumn = layout.gold < sentence.width ? layout.gold : sentence.width - 1
      return .record(
        Record(
          place: place, id: id, fields: .words(sentence.forms),
          gold: readsGold ? .tags(sentence.labels(in: goldColumn)) : nil,
          carrier: sentence))
    } catch {
      var faultPlace = place
      faultPlace.line += error.line
      let column = JSONError(.invalidUTF8, offset: error.offset).column(in: bytes)
      return .reject(
        Reject(error.problem, place: faultPlace, column: column, raw: Array(bytes[..<contentEnd])))
    }
  }

  // MARK: Layout

  /// A line that names the columns; nil for any other line, and once the layout is known.
  private mutating func named(_ line: Line) throws(RecordsError) -> ColumnLine? {
    let content = line.content
    if let found = ColumnShape.globalColumns(content) {
      if settings.table.columns == nil { names = found }
      return ColumnLine(bytes: line.original, kind: .globalColumns(found), separator: .byte(0x09))
    }
    guard layout == nil, settings.table.hasHeader ?? true else { return nil }
    let isAsked = settings.table.hasHeader == true
    let separator = separator(content)
    let cells =
      isAsked
      ? separator.cells(content).map { String(decoding: content[$0], as: UTF8.self) }
      : ColumnShape.header(content)
    guard let cells, names == nil || isAsked else { return nil }
    names = names ?? cells
    if settings.table.hasHeader == true { layout = try layout(before: nil) }
    return ColumnLine(bytes: line.original, kind: .names(cells), separator: separator)
  }

  private func separator(_ line: ArraySlice<UInt8>) -> ColumnSeparator {
    switch settings.table.delimiter {
    case 0x20?: .blanks
    case let byte?: .byte(byte)
    case nil: ColumnSeparator(of: line)
    }
  }

  /// The layout of the file, found out from a line and those after it; nil where there is no word among them.
  private mutating func layout(before first: Line?) throws(RecordsError) -> ColumnLayout? {
    if let layout { return layout }
    var sentences: [[ArraySlice<UInt8>]] = []
    var open: [ArraySlice<UInt8>] = []
    var separator: ColumnSeparator?
    var number = 0
    var line = first
    if line == nil { line = try lines.peek(0) }
    while let current = line, number < Self.sample {
      let content = current.content
      if current.isBlank || ColumnShape.isDocumentStart(content) {
        if !open.isEmpty { sentences.append(open) }
        open = []
        if sentences.contains(where: { $0.count > 1 }) { break }
      } else if content.first != UInt8(ascii: "#") {
        if separator == nil { separator = self.separator(content) }
        open.append(content)
      }
      line = try lines.peek(first == nil ? number + 1 : number)
      number += 1
    }
    if !open.isEmpty { sentences.append(open) }
    guard let separator else { return nil }
    let layout = try layout(ColumnSample(sentences, separator), separator)
    self.layout = layout
    return layout
  }

  private mutating func layout(
    _ sample: ColumnSample, _ separator: ColumnSeparator
  ) throws(RecordsError) -> ColumnLayout {
    let width = sample.width ?? 1
    let number = sample.number
    var word = number.map { $0 + 1 } ?? 0
    if let names {
      word = names.firstIndex { ColumnShape.wordNames.contains($0.lowercasedASCII) } ?? word
    }
    if let asked = settings.selection.text {
      word = try place(of: asked, width)
    }
    guard word < width else { throw .noColumn(name: "\(word + 1)", count: width, names: names ?? []) }
    var goldColumn = sample.gold(word: word, number: number)
    if let names, let place = names.firstIndex(where: { Self.goldNames.contains($0.lowercasedASCII) }),
      place < width
    {
      goldColumn = place
    }
    if let asked = self.goldColumn { goldColumn = try place(of: asked, width) }
    targets = []
    for column in policy.columns {
      switch column {
      case .upos, .xpos:
        targets.append(names.map(TableColumns.init)?.place(of: column.name).flatMap { $0 < width ? $0 : nil })
      case .column(let name): targets.append(try place(of: name, width))
      case .misc: throw .noColumn(name: column.name, count: width, names: names ?? [])
      }
    }
    return ColumnLayout(
      separator: separator, width: width, names: names, word: word, number: number, gold: goldColumn)
  }

  private func place(of column: String, _ width: Int) throws(RecordsError) -> Int {
    guard let place = ColumnLayout.place(of: column, width: width, names: names) else {
      throw .noColumn(name: column, count: width, names: names ?? [])
    }
    return place
  }

  /// Names of columns of labels of spans.
  private static let goldNames: Set<String> = [
    "ne-coarse-lit", "ner", "ner_tag", "ner_tags", "ne", "tag", "label",
  ]
}

extension ColumnSentence {
  /// Whether a word has something in a column other than `_`; a new column has nothing.
  fileprivate func isFilled(_ column: Int?) -> Bool {
    guard let column, column < width else { return false }
    return words.contains { bytes[cell($0, column)] != [UInt8(ascii: "_")] && !cell($0, column).isEmpty }
  }
}
