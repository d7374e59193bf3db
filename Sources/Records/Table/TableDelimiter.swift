/// Finds out what separates the cells of a table.
enum TableDelimiter {
  /// The delimiters that are looked for, the commonest first.
  static let candidates = [UInt8(ascii: ","), 0x09, UInt8(ascii: ";"), UInt8(ascii: "|")]
  /// Lines that are looked at where the first one has several of them.
  static let sample = 20

  /// The delimiter that a first line `sep=;` gives, as Excel reads and writes it.
  static func excelLine(_ line: ArraySlice<UInt8>) -> UInt8? {
    var line = line
    if line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\""), line.count > 2 {
      line = line.dropFirst().dropLast()
    }
    guard line.count == 5,
      line.prefix(4).elementsEqual("sep=".utf8) || line.prefix(4).elementsEqual("SEP=".utf8)
    else { return nil }
    return line.last
  }

  /// The candidates that a line has outside of quotes.
  static func found(in line: ArraySlice<UInt8>) -> [UInt8] {
    var isInside = false
    var found: [UInt8] = []
    for byte in line {
      if byte == UInt8(ascii: "\"") {
        isInside.toggle()
      } else if !isInside, candidates.contains(byte), !found.contains(byte) {
        found.append(byte)
      }
    }
    return found
  }

  /// Of several candidates the one that cuts the most lines into as many cells as the first one; of equals the usual one of
  /// the format, then the one that makes more cells.
  static func best(of found: [UInt8], usual: UInt8, lines: [ArraySlice<UInt8>]) -> UInt8 {
    var best = (delimiter: usual, fitting: -1, cells: 0)
    for delimiter in (found.contains(usual) ? [usual] : []) + found.filter({ $0 != usual }) {
      let counts = counts(lines, delimiter)
      let first = counts.first ?? 0
      let fitting = counts.count { $0 == first } * 100 / max(1, counts.count)
      if fitting > best.fitting || (fitting == best.fitting && best.delimiter != usual && first > best.cells)
      {
        best = (delimiter, fitting, first)
      }
    }
    return best.delimiter
  }

  /// The count of cells of each row, as far as the rows are whole.
  private static func counts(_ lines: [ArraySlice<UInt8>], _ delimiter: UInt8) -> [Int] {
    let dialect = TableDialect(delimiter: delimiter, isQuoted: true)
    var counts: [Int] = []
    var place = 0
    while place < lines.count {
      var row = Array(lines[place])
      var cutter = TableCutter(dialect, from: 0)
      var outcome = cutter.cut(row, upTo: row.count)
      while outcome == .isOpen, place + 1 < lines.count {
        place += 1
        row += [0x0A] + lines[place]
        outcome = cutter.cut(row, upTo: row.count)
      }
      place += 1
      switch outcome {
      case .complete: counts.append(cutter.cells.count)
      case .misquoted: counts.append(-1)
      case .isOpen: break
      }
    }
    return counts
  }
}
