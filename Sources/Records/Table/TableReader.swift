import Annotations
import JSON

/// Reads TSV and CSV, one record per row.
package struct TableReader: RecordReader {
  /// A quoted cell that spans lines may make a row of this many bytes; a longer one is a quote gone astray.
  private static let maximumRow = 16 << 20

  private var lines: LineSplitter
  /// Lines that were read to look for a closing quote, first one last.
  private var pending: [Line] = []
  private let file: Int
  private let dialect: TableDialect
  private let selection: FieldSelection
  private let policy: KeyPolicy
  private let gold: GoldSelection?
  private var columns: TableColumns?

  /// A reader at the start of input number `file`. Without `columns` the first row is the header when it
  /// names a column that is known or asked for; else the columns are `text`, or `text` and `text_pair`, or
  /// `label`, `text` and `text_pair` by their count.
  package init(
    _ source: any ByteSource, file: Int, dialect: TableDialect, selection: FieldSelection, policy: KeyPolicy,
    columns: [String]? = nil, gold: GoldSelection? = nil
  ) {
    lines = LineSplitter(source)
    self.file = file
    self.dialect = dialect
    self.selection = selection
    self.policy = policy
    self.gold = gold
    self.columns = columns.map(TableColumns.init)
  }

  /// The next row, the header, or a blank line.
  package mutating func next() throws(RecordsError) -> ReadItem? {
    guard let first = try nextLine() else { return nil }
    // A row of empty cells between tabs is a row; only a line without anything is blank.
    if first.content.isEmpty { return .verbatim(first.original) }
    var row = first.original
    var contentEnd = row.endOfContent
    let start = first.number == 1 && row.startsWithByteOrderMark ? 3 : 0
    var cutter = TableCutter(dialect, from: start)
    var outcome = cutter.cut(row, upTo: contentEnd)
    if outcome == .isOpen {
      var more: [Line] = []
      while outcome == .isOpen, row.count <= Self.maximumRow, let line = try nextLine() {
        more.append(line)
        row += line.original
        contentEnd = row.endOfContent
        outcome = cutter.cut(row, upTo: contentEnd)
      }
      if outcome != .complete {
        // The quote went astray: the lines after it are rows of their own.
        pending += more.reversed()
        row = first.original
        contentEnd = row.endOfContent
        outcome = .isOpen
      }
    }
    let place = Place(file: file, line: first.number, offset: first.offset)
    let raw = Array(row[..<contentEnd])
    switch outcome {
    case .isOpen: return .reject(Reject(.quoting, place: place, raw: raw))
    case .misquoted(let offset):
      return .reject(Reject(.quoting, place: place, column: Self.column(raw, offset), raw: raw))
    case .complete:
      if let offset = UTF8Sequence.firstInvalid(in: row) {
        return .reject(Reject(.utf8, place: place, column: Self.column(raw, offset), raw: raw))
      }
      return try item(row, cutter.cells, place, raw)
    }
  }

  private mutating func item(
    _ bytes: [UInt8], _ cells: [Range<Int>], _ place: Place, _ raw: [UInt8]
  ) throws(RecordsError) -> ReadItem {
    guard let columns else {
      let names = cells.map { String(decoding: dialect.unquoted(bytes[$0]), as: UTF8.self) }
      let isHeader = names.contains { isKnown($0) }
      let columns = isHeader ? TableColumns(names) : Self.unnamed(cells.count)
      self.columns = columns
      try checkKeys(columns)
      return isHeader ? .header(bytes) : record(bytes, cells, columns, place, raw)
    }
    return record(bytes, cells, columns, place, raw)
  }

  private func record(
    _ bytes: [UInt8], _ cells: [Range<Int>], _ columns: TableColumns, _ place: Place, _ raw: [UInt8]
  ) -> ReadItem {
    guard cells.count == columns.names.count else {
      let reason = Reject.Reason.columns(expected: columns.names.count, found: cells.count)
      return .reject(Reject(reason, place: place, raw: raw))
    }
    let row = TableRow(bytes: bytes, cells: cells, columns: columns, dialect: dialect)
    let value: (String) -> JSONValue? = { name in row.text(in: name).map { .string($0) } }
    let id = selection.identifier(value)
    do throws(Reject.Reason) {
      let fields = try selection.fields(value, present: { columns.names })
      return .record(
        Record(place: place, id: id, fields: fields, gold: gold?.gold(value), carrier: row))
    } catch {
      return .reject(Reject(error, place: place, id: id, raw: raw))
    }
  }

  private mutating func nextLine() throws(RecordsError) -> Line? {
    if let line = pending.popLast() { return line }
    return try lines.next()
  }

  private func checkKeys(_ columns: TableColumns) throws(RecordsError) {
    guard !policy.replace else { return }
    if let taken = policy.keys.first(where: { columns.exactPlace(of: $0) != nil }) {
      throw .columnExists(name: taken)
    }
  }

  private func isKnown(_ name: String) -> Bool {
    let asked = selection.parts.flatMap {
      [$0.text, $0.question, $0.context, $0.pair?.first, $0.pair?.second]
    }
    let known =
      (asked + [selection.id, gold?.key]).compactMap { $0 } + FieldSelection.textGuesses
      + GoldSelection.labelGuesses
      + FieldSelection.pairGuesses.flatMap { [$0.first, $0.second] } + ["context", "id"]
    return TableColumns(known).place(of: name) != nil
  }

  /// The names of columns that have none.
  private static func unnamed(_ count: Int) -> TableColumns {
    let names =
      switch count {
      case 1: ["text"]
      case 2: ["text", "text_pair"]
      default: ["label", "text", "text_pair"]
      }
    return TableColumns(names + (0..<max(0, count - 3)).map { "column\($0 + 4)" })
  }

  private static func column(_ row: [UInt8], _ offset: Int) -> Int {
    JSONError(.invalidUTF8, offset: offset).column(in: row)
  }
}

extension [UInt8] {
  /// The count of bytes before the line end.
  fileprivate var endOfContent: Int {
    var end = count
    if end > 0, self[end - 1] == 0x0A { end -= 1 }
    if end > 0, self[end - 1] == 0x0D { end -= 1 }
    return end
  }
}
