/// The shapes of cells by which column files are known.
enum ColumnShape {
  /// Whether a cell is a label of spans: `O`, or a type with an IOB, BIOES or BILOU prefix or suffix.
  static func isSpanLabel(_ cell: ArraySlice<UInt8>) -> Bool {
    if cell.elementsEqual("O".utf8) { return true }
    guard cell.count > 2, let first = cell.first else { return false }
    let second = cell[cell.startIndex + 1]
    if "BIESLUM".utf8.contains(first), second == UInt8(ascii: "-") || second == UInt8(ascii: "_") {
      return true
    }
    return cell[cell.endIndex - 2] == UInt8(ascii: "-") && "BIES".utf8.contains(cell[cell.endIndex - 1])
      && cell[cell.startIndex] &- 0x41 < 26
  }

  /// Whether a cell looks like a part of speech: capitals, digits and marks, such as `NN`, `PRP$`, `-LRB-` or `,`.
  static func isTag(_ cell: ArraySlice<UInt8>) -> Bool {
    guard let first = cell.first, cell.count <= 12 else { return false }
    if first &- 0x41 < 26 {
      return cell.allSatisfy { $0 &- 0x41 < 26 || $0 &- 0x30 < 10 || "$-|._+:=*".utf8.contains($0) }
    }
    return cell.allSatisfy { $0 > 0x20 && $0 < 0x7F && !($0 &- 0x61 < 26) && !($0 &- 0x30 < 10) }
  }

  /// Whether a line is a sentence of words with labels after bars: `I|PRP|O like|VBP|O`.
  static func isBarred(_ line: ArraySlice<UInt8>) -> Bool {
    var count: Int?
    for word in line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
      let parts = word.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      guard parts.count >= 2, let last = parts.last, isSpanLabel(last) else { return false }
      count = min(count ?? parts.count, parts.count)
    }
    return count.map { $0 <= 3 } ?? false
  }

  /// Whether a line opens a document, as CoNLL-2003 has it.
  static func isDocumentStart(_ line: ArraySlice<UInt8>) -> Bool {
    let mark = "-DOCSTART-".utf8
    guard line.starts(with: mark) else { return false }
    let next = line.dropFirst(mark.count).first
    return next == nil || next == 0x20 || next == 0x09 || next == 0x0D
  }

  /// The names that a line `# global.columns = ID FORM …` (CoNLL-U Plus) gives.
  static func globalColumns(_ line: ArraySlice<UInt8>) -> [String]? {
    let key = "global.columns".utf8
    guard line.first == UInt8(ascii: "#") else { return nil }
    var rest = line.dropFirst().drop { $0 == 0x20 }
    guard rest.starts(with: key) else { return nil }
    rest = rest.dropFirst(key.count).drop { $0 == 0x20 }
    guard rest.first == UInt8(ascii: "=") else { return nil }
    let names = rest.dropFirst().split { $0 <= 0x20 }
    return names.isEmpty ? nil : names.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names that a first line gives whose first cell is a name of words (`TOKEN`, as HIPE has it).
  static func header(_ line: ArraySlice<UInt8>) -> [String]? {
    guard line.contains(0x09) else { return nil }
    let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { String(decoding: $0.filter { $0 != 0x0D }, as: UTF8.self) }
    guard cells.prefix(3).contains(where: { wordNames.contains($0.lowercasedASCII) }),
      !cells.dropFirst().contains(where: { isSpanLabel(Array($0.utf8)[...]) })
    else { return nil }
    return cells
  }

  /// The names of columns of words.
  static let wordNames: Set<String> = ["token", "tokens", "word", "words", "form", "text_token"]

  /// Whether a line of as many cells as a word's is a comment all the same: `# sent_id = 1`, `#begin document (x);`.
  static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == UInt8(ascii: "#") else { return false }
    let rest = line.dropFirst().drop { $0 == 0x20 }
    let key = rest.prefix { $0 > 0x20 }
    if line.dropFirst().first != 0x20 {
      return ["begin", "end"].contains { key.elementsEqual($0.utf8) }
    }
    return rest.dropFirst(key.count).drop { $0 == 0x20 }.first == UInt8(ascii: "=")
      || ["newdoc", "newpar", "sent_id", "text"].contains { key.elementsEqual($0.utf8) }
  }
}
