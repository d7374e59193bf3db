import Annotations
import JSON

/// Writes rows as they came with columns of its own after theirs.
package struct TableWriter: RecordWriter {
  private let dialect: TableDialect
  private let added: [(key: String, kind: AnnotationKind)]
  private let style: AnnotationStyle
  private let replace: Bool

  /// A writer that adds the columns of these annotations; with `replace`, one that already exists gets the
  /// new values.
  package init(
    _ dialect: TableDialect, adding added: [(key: String, kind: AnnotationKind)],
    style: AnnotationStyle = AnnotationStyle(), replace: Bool = false
  ) {
    self.dialect = dialect
    self.added = added
    self.style = style
    self.replace = replace
  }

  /// The columns that an annotation makes.
  package static func columns(_ key: String, _ kind: AnnotationKind) -> [String] {
    switch kind {
    case .label: [key, key + "_score", key + "_truncated"]
    case .answer: [key, key + "_start", key + "_end", key + "_score"]
    default: [key]
    }
  }

  /// The header with the names of the added columns.
  package func header(_ bytes: [UInt8]) -> [UInt8] {
    let row = TableRow(header: bytes, dialect: dialect)
    let names = added.flatMap { Self.columns($0.key, $0.kind) }
    return row.adding(names.map { ($0, $0) }, replace: replace)
  }

  /// The row with the cells of its annotations.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8] {
    guard let row = record.carrier as? TableRow else { return [] }
    var cells: [(column: String, text: String)] = []
    for (key, kind) in added {
      let names = Self.columns(key, kind)
      let annotation = annotations.first { $0.key == key }?.annotation
      let texts = annotation.map(texts) ?? []
      for (place, name) in names.enumerated() {
        cells.append((name, place < texts.count ? texts[place] : ""))
      }
    }
    return row.adding(cells, replace: replace)
  }

  /// The cells of an annotation's columns. Lists other than words go into one cell, as JSON.
  private func texts(_ annotation: Annotation) -> [String] {
    switch annotation.value {
    case .label(let label):
      return [label.label, Self.number(label.score), annotation.truncatedTokens == nil ? "" : "true"]
    case .answer(let answer):
      let span = answer.best.span
      return [answer.best.text, "\(span.start)", "\(span.end)", Self.number(answer.best.score)]
    case .words(let words): return [WordsWriter.line(words, separator: "_")]
    default:
      var writer = JSONWriter()
      _ = annotation.write(to: &writer, style)
      return [String(decoding: writer.bytes, as: UTF8.self)]
    }
  }

  private static func number(_ value: Float) -> String {
    var writer = JSONWriter()
    writer.number(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension TableRow {
  /// A header line as a row.
  fileprivate init(header bytes: [UInt8], dialect: TableDialect) {
    let start = bytes.startsWithByteOrderMark ? 3 : 0
    var end = bytes.count
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    var cutter = TableCutter(dialect, from: start)
    let cells = cutter.cut(bytes, upTo: end) == .complete ? cutter.cells : [start..<end]
    self.bytes = bytes
    self.cells = cells
    self.dialect = dialect
    columns = TableColumns(
      cells.map { String(decoding: dialect.unquoted(bytes[$0]), as: UTF8.self) })
  }

  /// The row with cells added at its end, or put in the place of those of the same column.
  fileprivate func adding(_ added: [(column: String, text: String)], replace: Bool) -> [UInt8] {
    var edits: [(range: Range<Int>, bytes: [UInt8])] = []
    var tail: [UInt8] = []
    for (column, text) in added {
      if replace, let place = columns.exactPlace(of: column) {
        edits.append((cells[place], dialect.cell(text)))
      } else {
        tail += [dialect.delimiter] + dialect.cell(text)
      }
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    var output: [UInt8] = []
    var position = 0
    for edit in edits where edit.range.lowerBound >= position {
      output += bytes[position..<edit.range.lowerBound]
      output += edit.bytes
      position = edit.range.upperBound
    }
    output += bytes[position..<contentEnd]
    output += tail
    let lineEnd = bytes[contentEnd...]
    return output + lineEnd + (lineEnd.last == 0x0A ? [] : [0x0A])
  }
}
