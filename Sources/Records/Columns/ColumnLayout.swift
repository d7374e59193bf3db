/// What the columns of a file hold.
struct ColumnLayout: Sendable {
  /// What separates cells.
  var separator: ColumnSeparator
  /// The count of columns in the first sentences.
  var width: Int
  /// The names of the columns, where the file or the user gives them.
  var names: [String]?
  /// The column of the words, from 0.
  var word: Int
  /// The column in which the words are counted, from 0: a line whose cell there is a range or a decimal is not a word.
  var number: Int?
  /// The column of the gold labels, from 0.
  var gold: Int

  /// The column that a user names: by its number from 1, from the end where it is negative, or by its name.
  static func place(of column: String, width: Int, names: [String]?) -> Int? {
    if let number = Int(column) {
      let place = number > 0 ? number - 1 : width + number
      return number != 0 && place >= 0 && place < width ? place : nil
    }
    if column == "last" { return width - 1 }
    return names.map(TableColumns.init)?.place(of: column).flatMap { $0 < width ? $0 : nil }
  }
}

/// Lines of a file from which its layout is found out.
struct ColumnSample {
  /// The rows of the first sentences, a list of cells each.
  private(set) var sentences: [[[ArraySlice<UInt8>]]] = []

  /// The rows of lines; those whose count of cells is not that of most are left out.
  init(_ lines: [[ArraySlice<UInt8>]], _ separator: ColumnSeparator) {
    for sentence in lines {
      let lines =
        separator == .bars
        ? sentence.flatMap { line in line.split { $0 <= 0x20 } } : sentence
      let rows = lines.map { line in separator.cells(line).map { line[$0] } }
      guard let width = rows.first?.count, width > 0 else { continue }
      sentences.append(rows.filter { $0.count == width })
    }
    if let width { sentences = sentences.filter { $0[0].count == width } }
  }

  /// The count of columns.
  var width: Int? { sentences.first?[0].count }

  /// The column that counts the words of each sentence from 0 or 1; columns before it do not change in a sentence.
  var number: Int? {
    guard let width, width > 2, sentences.contains(where: { $0.count > 1 }) || sentences.count > 1 else {
      return nil
    }
    return (0..<min(3, width - 1)).first { column in
      sentences.allSatisfy { rows in
        let counted = rows.filter { Self.isWord($0[column]) }
        guard let first = counted.first.flatMap({ Self.integer($0[column]) }), first <= 1 else {
          return false
        }
        return counted.enumerated().allSatisfy { Self.integer($1[column]) == first + $0 }
          && (0..<column).allSatisfy { before in rows.allSatisfy { $0[before] == rows[0][before] } }
      }
    }
  }

  /// Whether the cells of a column are labels of spans, or `_`.
  func holdsSpanLabels(_ column: Int) -> Bool {
    let labels = sentences.joined().map { $0[column] }.filter { !$0.elementsEqual("_".utf8) }
    return !labels.isEmpty && labels.allSatisfy(ColumnShape.isSpanLabel)
  }

  /// Whether all cells of a column are brackets of spans, as CoNLL-2012 has them: `(PER*`, `*`, `*)`.
  func holdsBrackets(_ column: Int) -> Bool {
    sentences.joined().allSatisfy { $0[column].contains(UInt8(ascii: "*")) }
  }

  /// The column that holds the gold labels as a rule: the last one of labels of spans (GermEval: the first of its two), the
  /// names of CoNLL-2012, the part of speech of CoNLL-2009; of other files the last one.
  func gold(word: Int, number: Int?) -> Int {
    guard let width else { return 0 }
    let spans = (0..<width).filter { $0 != word && $0 != number && holdsSpanLabels($0) }
    if number == 0, width == 4, spans == [2, 3] { return 2 }
    if let last = spans.last { return last }
    if number == 2, width > 11, holdsBrackets(10) { return 10 }
    if number == 0, width >= 12 { return 4 }
    return width - 1
  }

  /// Whether a line's number is that of a word: neither a range (`1-2`) nor that of an empty node (`1.1`).
  static func isWord(_ number: ArraySlice<UInt8>) -> Bool {
    !number.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }

  private static func integer(_ cell: ArraySlice<UInt8>) -> Int? {
    guard !cell.isEmpty, cell.count < 10, cell.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return cell.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
