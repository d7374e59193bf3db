import Annotations
import JSON

/// Reads TSV and CSV, one record per row.
package struct TableReader: RecordReader {
  /// A quoted cell that spans lines may make a row of this many bytes; a longer one is a quote gone astray.
  private static let maximumRow = 16 << 20

  private var lines: LineAhead
  private let file: Int
  private var dialect: TableDialect
  /// Whether quotes mean something is not known yet; until then they do not.
  private var isQuotingOpen: Bool
  private var isDelimiterKnown: Bool
  private var selection: FieldSelection
  private let policy: KeyPolicy
  private let gold: GoldSelection?
  private let settings: TableSettings
  private var columns: TableColumns?
  /// The first row of a table without a header, to be read after the names that it was given.
  private var held: ReadItem?

  /// A reader at the start of input number `file`; `dialect` is the usual one of the format.
  package init(
    _ source: any ByteSource, file: Int, dialect: TableDialect, selection: FieldSelection, policy: KeyPolicy,
    settings: TableSettings = TableSettings(), gold: GoldSelection? = nil
  ) {
    lines = LineAhead(source)
    self.file = file
    self.dialect = dialect
    self.selection = selection
    self.policy = policy
    self.settings = settings
    self.gold = gold
    isDelimiterKnown = settings.delimiter != nil
    if let delimiter = settings.delimiter {
      self.dialect = TableDialect(delimiter: delimiter, isQuoted: delimiter != 0x09)
    }
    isQuotingOpen = self.dialect == .tsv
  }

  /// The next row, the header, or a blank line.
  package mutating func next() throws(RecordsError) -> ReadItem? {
    if let held {
      self.held = nil
      return held
    }
    guard let first = try lines.next() else { return nil }
    // A row of empty cells between tabs is a row; only a line without anything is blank.
    if first.content.isEmpty { return .verbatim(first.original) }
    if columns == nil, let delimiter = TableDelimiter.excelLine(first.content) {
      if settings.delimiter == nil { use(delimiter) }
      isDelimiterKnown = true
      return .verbatim(first.original)
    }
    if !isDelimiterKnown { try findDelimiter(first) }
    var row = first.original
    let start = first.number == 1 && row.startsWithByteOrderMark ? 3 : 0
    if isQuotingOpen { try findQuoting(row, from: start) }
    var cutter = TableCutter(dialect, from: start)
    let outcome = try cut(&row, &cutter)
    let place = Place(file: file, line: first.number, offset: first.offset)
    let raw = Array(row[..<row.endOfContent])
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

  /// Cuts a row, and reads the lines that a quoted cell spans.
  private mutating func cut(
    _ row: inout [UInt8], _ cutter: inout TableCutter
  ) throws(RecordsError) -> TableCutter.Outcome {
    let first = row
    var outcome = cutter.cut(row, upTo: row.endOfContent)
    guard outcome == .isOpen else { return outcome }
    var more: [Line] = []
    while outcome == .isOpen, row.count <= Self.maximumRow, let line = try lines.next() {
      more.append(line)
      row += line.original
      outcome = cutter.cut(row, upTo: row.endOfContent)
    }
    if outcome != .complete {
      // The quote went astray: the lines after it are rows of their own.
      lines.put(back: more)
      row = first
      outcome = .isOpen
    }
    return outcome
  }

  // MARK: Dialect

  private mutating func use(_ delimiter: UInt8) {
    dialect = TableDialect(delimiter: delimiter, isQuoted: delimiter != 0x09)
    isQuotingOpen = delimiter == 0x09
  }

  /// Finds the delimiter in the first row and, where that has several, in the rows after it.
  private mutating func findDelimiter(_ first: Line) throws(RecordsError) {
    isDelimiterKnown = true
    let found = TableDelimiter.found(in: first.content)
    if found.isEmpty || found == [dialect.delimiter] { return }
    // Tabs are rare in texts.
    if dialect.delimiter == 0x09, found.contains(0x09) { return }
    var sample = [first.content]
    while sample.count < TableDelimiter.sample, let line = try lines.peek(sample.count - 1) {
      sample.append(line.content)
    }
    use(found.count == 1 ? found[0] : TableDelimiter.best(of: found, usual: dialect.delimiter, lines: sample))
  }

  /// Looks whether a row shows that quotes mean something, or that they do not.
  private mutating func findQuoting(_ row: [UInt8], from start: Int) throws(RecordsError) {
    guard row.contains(UInt8(ascii: "\"")) else { return }
    var following: [[UInt8]] = []
    // Only an open quote asks for more lines.
    if row.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 1 {
      while following.count < TableQuoting.reach, let line = try lines.peek(following.count) {
        following.append(line.original)
      }
    }
    let evidence = TableQuoting.evidence(
      row, upTo: row.endOfContent, from: start, expected: columns?.names.count,
      following: { $0 < following.count ? following[$0] : nil })
    guard evidence != .none else { return }
    isQuotingOpen = false
    dialect.isQuoted = evidence == .quoted
  }

  // MARK: Columns

  private mutating func item(
    _ bytes: [UInt8], _ cells: [Range<Int>], _ place: Place, _ raw: [UInt8]
  ) throws(RecordsError) -> ReadItem {
    if let columns { return record(bytes, cells, columns, place, raw) }
    let header = TableRow(header: bytes, cells: cells, dialect: dialect)
    let names = header.columns.names
    let isHeader = try isHeader(names)
    let columns =
      settings.columns.map(TableColumns.init)
      ?? (isHeader ? header.columns : TableColumns(unnamed: cells.count))
    do throws(TableSelection.Missing) {
      selection = try TableSelection(columns: columns).resolve(selection)
    } catch {
      throw try fault(error, first: settings.columns ?? names)
    }
    if !policy.replace, let taken = policy.keys.first(where: { columns.exactPlace(of: $0) != nil }) {
      throw .columnExists(name: taken)
    }
    self.columns = columns
    if isHeader { return .header(header) }
    // The names come first, after the byte order mark where there is one.
    let start = cells.first?.lowerBound ?? 0
    held = record(
      Array(bytes[start...]), cells.map { ($0.lowerBound - start)..<($0.upperBound - start) }, columns, place,
      raw)
    return .header(
      columns.header(dialect, after: bytes[..<start], lineEnd: bytes[bytes.endOfContent...]))
  }

  /// Whether the first row, whose cells are these, names the columns.
  private mutating func isHeader(_ names: [String]) throws(RecordsError) -> Bool {
    if let hasHeader = settings.hasHeader { return hasHeader }
    if let columns = settings.columns {
      return columns.count == names.count
        && zip(columns, names).allSatisfy { TableNames.normal($0) == TableNames.normal($1) }
    }
    let next = try lines.peek(0)
    if next == nil, names.contains(where: { $0.utf8.contains(0x0D) }) {
      throw .carriageReturns
    }
    let following = next.map { line in
      var cutter = TableCutter(dialect, from: 0)
      let row = Array(line.content)
      _ = cutter.cut(row, upTo: row.count)
      return TableColumns(names: row, cutter.cells, dialect).names
    }
    if TableHeader.isHeader(names, selection: selection, gold: gold, next: following) { return true }
    guard names.count > 1 else {
      var rows: [ArraySlice<UInt8>] = []
      while rows.count < TableDelimiter.sample, let line = try lines.peek(rows.count) {
        rows.append(line.content)
      }
      return TableHeader.isSoleHeader(names[0], rows: rows)
    }
    // Whether names that are not known are names at all is for the user to say.
    do throws(TableSelection.Missing) {
      _ = try TableSelection(columns: TableColumns(names)).resolve(selection)
    } catch {
      throw try fault(error, first: names)
    }
    throw try fault(.unknown(.text), first: names)
  }

  /// What is missing, and the column that has the longest cell in the next row.
  private mutating func fault(_ missing: TableSelection.Missing, first: [String]) throws(RecordsError)
    -> RecordsError
  {
    switch missing {
    case .named(let named): return .columnsNotFound(named: named, row: first)
    case .unknown(let flag):
      var likely = 0
      if let line = try lines.peek(0) {
        var cutter = TableCutter(dialect, from: 0)
        let row = Array(line.content)
        _ = cutter.cut(row, upTo: row.count)
        let widths = cutter.cells.prefix(first.count).map(\.count)
        likely = widths.indices.max { (widths[$0], $1) < (widths[$1], $0) } ?? 0
      }
      return .columnsUnknown(flag: flag, row: first, likely: likely < first.count ? first[likely] : "")
    }
  }

  // MARK: Rows

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
        Record(place: place, id: id, fields: fields, gold: gold.flatMap { row.gold($0, value) }, carrier: row)
      )
    } catch {
      return .reject(Reject(error, place: place, id: id, raw: raw))
    }
  }

  private static func column(_ row: [UInt8], _ offset: Int) -> Int {
    JSONError(.invalidUTF8, offset: offset).column(in: row)
  }
}

extension TableRow {
  /// The gold values of a row: a class under any of the names that the field has for it.
  fileprivate func gold(_ gold: GoldSelection, _ value: (String) -> JSONValue?) -> Gold? {
    if let found = gold.gold(value) { return found }
    guard gold.kind == .label, gold.key == nil else { return nil }
    for name in TableNames.labels {
      let wanted = Array(name.utf8)
      if let place = columns.names.firstIndex(where: { TableNames.normal($0) == wanted }) {
        return .label(GoldSelection.label(.string(text(place))))
      }
    }
    return nil
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
