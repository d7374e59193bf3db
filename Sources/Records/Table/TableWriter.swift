import Annotations
import JSON

/// Writes rows as they came with columns of its own after theirs.
package struct TableWriter: RecordWriter {
  private let added: [TableAnnotation]
  private let replace: Bool

  /// A writer that adds the columns of these annotations; with `replace`, one that already exists gets the
  /// new values.
  package init(
    adding targets: [AnnotationTarget], style: AnnotationStyle = AnnotationStyle(), replace: Bool = false
  ) {
    added = targets.map { TableAnnotation(target: $0, style: style) }
    self.replace = replace
  }

  /// The header with the names of the added columns.
  package func header(_ line: any HeaderLine) -> [UInt8] {
    guard let row = line as? TableRow else { return line.bytes }
    return row.adding(added.flatMap(\.columns).map { ($0, $0) }, replace: replace)
  }

  /// The row with the cells of its annotations.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8] {
    guard let row = record.carrier as? TableRow else { return [] }
    var cells: [(column: String, text: String)] = []
    for annotation in added {
      let found = annotations.first { $0.key == annotation.target.key }?.annotation
      let texts = found.map(annotation.cells) ?? []
      for (place, name) in annotation.columns.enumerated() {
        cells.append((name, place < texts.count ? texts[place] : ""))
      }
    }
    return row.adding(cells, replace: replace)
  }
}

extension TableRow {
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
