import Annotations

/// Whether a table's first row names its columns.
enum TableHeader {
  /// Whether one of the names says so: it is known, or was asked for, and the row after it does not repeat it.
  static func isHeader(
    _ names: [String], selection: FieldSelection, gold: GoldSelection?, next: [String]?
  ) -> Bool {
    let asked = TableColumns(
      selection.parts.flatMap {
        [$0.text, $0.question, $0.context, $0.pair?.first, $0.pair?.second]
      }.compactMap { $0 } + [selection.id, gold?.key].compactMap { $0 })
    for (place, name) in names.enumerated() {
      guard TableNames.all.contains(TableNames.normal(name)) || asked.place(of: name) != nil else { continue }
      guard let next, place < next.count, next[place].hasSameBytes(as: name) else { return true }
    }
    return false
  }

  /// Whether the first cell of a table with one column names it: one word over rows of several.
  static func isSoleHeader(_ name: String, rows: [ArraySlice<UInt8>]) -> Bool {
    func isWord(_ bytes: some Sequence<UInt8>) -> Bool { !bytes.contains { $0 == 0x20 || $0 == 0x09 } }
    let lines = rows.filter { !$0.isEmpty }
    return name.utf8.count <= 40 && isWord(name.utf8) && !lines.isEmpty && lines.allSatisfy { !isWord($0) }
  }
}
