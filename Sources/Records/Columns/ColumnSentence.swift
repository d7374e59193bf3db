import Annotations
import JSON

/// A sentence of a column file, kept byte for byte.
package struct ColumnSentence: Sendable {
  /// All its lines with their line ends, comments included, and the blank line that ends it where there is one.
  package let bytes: [UInt8]
  /// The cells of all rows, one row after the other, as ranges of the bytes.
  let cells: [Range<Int>]
  /// The cells of a row.
  let width: Int
  /// The rows that are words, in order.
  let words: [Int]
  /// What the columns hold.
  let layout: ColumnLayout

  /// The count of rows.
  var rowCount: Int { width == 0 ? 0 : cells.count / width }

  /// A cell of a row.
  func cell(_ row: Int, _ column: Int) -> Range<Int> { cells[row * width + column] }

  /// The text of a cell.
  func string(_ row: Int, _ column: Int) -> String {
    String(decoding: bytes[cell(row, column)], as: UTF8.self)
  }

  /// The words.
  package var forms: [String] { words.map { string($0, layout.word) } }

  /// The labels in a column, one per word; nil where it is `_`. Brackets, as CoNLL-2012 has them, are read as labels of spans.
  package func labels(in column: Int) -> [String?] {
    let cells = words.map { string($0, column) }
    guard !cells.isEmpty, cells.allSatisfy({ $0.utf8.contains(UInt8(ascii: "*")) }) else {
      return cells.map { $0 == "_" ? nil : $0 }
    }
    var open: String?
    return cells.map { cell in
      var label = open.map { "I-" + $0 } ?? "O"
      if cell.utf8.first == UInt8(ascii: "(") {
        let name = String(
          decoding: cell.utf8.dropFirst().prefix { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "(") },
          as: UTF8.self)
        open = name
        label = "B-" + name
      }
      if cell.utf8.last == UInt8(ascii: ")") { open = nil }
      return label
    }
  }

  /// What `# sent_id =` says.
  var identifier: String? {
    let key = Array("# sent_id = ".utf8)
    for line in bytes.split(separator: 0x0A) where line.starts(with: key) {
      return String(decoding: line.dropFirst(key.count).filter { $0 != 0x0D }, as: UTF8.self)
    }
    return nil
  }
}

extension ColumnSentence: Carrier {
  /// The sentence's lines.
  package func raw(of record: Record) -> [UInt8] { bytes.withoutLineEnds }

  /// The words and, as lists as long, what the other columns hold.
  package var members: [(key: String, json: [UInt8])]? {
    var members: [(key: String, json: [UInt8])] = []
    func add(_ key: String, _ write: (inout JSONWriter) -> Void) {
      var writer = JSONWriter()
      write(&writer)
      members.append((key, writer.bytes))
    }
    if let identifier { add("id") { $0.string(identifier) } }
    add("tokens") { $0.array(forms) { $1.string($0) } }
    let keys = TableColumns(layout.names ?? []).keys
    for column in 0..<width where column != layout.word && column != layout.number {
      add(column < keys.count ? keys[column] : "column\(column + 1)") { writer in
        writer.array(words) { $1.string(string($0, column)) }
      }
    }
    return members
  }
}

/// A line between sentences that has a cell for each column: the start of a document, or the names of the columns.
struct ColumnLine: HeaderLine {
  let bytes: [UInt8]
  let kind: Kind
  let separator: ColumnSeparator

  /// What the line is.
  enum Kind: Sendable {
    /// `-DOCSTART-`
    case document
    /// Names, between the separators of the file.
    case names([String])
    /// `# global.columns =`
    case globalColumns([String])
  }
}
