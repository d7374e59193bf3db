/// What separates the cells of a word's line.
enum ColumnSeparator: Sendable, Equatable {
  /// One byte, a tab as a rule: cells may hold blanks, and may be empty.
  case byte(UInt8)
  /// Any number of blanks.
  case blanks
  /// A sentence is a line: blanks between words, bars between a word and its labels (spaCy's `.iob`).
  case bars

  /// The separator of a file whose words' lines look like this one.
  init(of line: ArraySlice<UInt8>) {
    if line.contains(0x09) {
      self = .byte(0x09)
    } else if ColumnShape.isBarred(line) {
      self = .bars
    } else {
      self = .blanks
    }
  }

  /// The bytes that go before a cell that is appended.
  var bytes: [UInt8] {
    switch self {
    case .byte(let byte): [byte]
    case .blanks: [0x20]
    case .bars: [UInt8(ascii: "|")]
    }
  }

  /// The cells of a word's line, as ranges of the same bytes.
  func cells(_ line: ArraySlice<UInt8>) -> [Range<Int>] {
    switch self {
    case .byte(let byte):
      return line.split(separator: byte, omittingEmptySubsequences: false).map { $0.startIndex..<$0.endIndex }
    case .blanks:
      return line.split { $0 == 0x20 || $0 == 0x09 }.map { $0.startIndex..<$0.endIndex }
    case .bars:
      return line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        .map { $0.startIndex..<$0.endIndex }
    }
  }

  /// A label as a cell can hold it.
  func cell(_ label: String) -> [UInt8] {
    guard !label.isEmpty else { return [UInt8(ascii: "_")] }
    return label.utf8.map { byte in
      switch self {
      case .byte(let separator): byte == separator || byte == 0x0A || byte == 0x0D ? UInt8(ascii: "_") : byte
      case .blanks: byte <= 0x20 ? UInt8(ascii: "_") : byte
      case .bars: byte <= 0x20 || byte == UInt8(ascii: "|") ? UInt8(ascii: "_") : byte
      }
    }
  }
}
