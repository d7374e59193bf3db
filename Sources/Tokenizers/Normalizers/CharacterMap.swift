/// The precompiled character map of a sentencepiece model: a double array over UTF-8 and the texts that
/// replace what it finds.
///
/// A grapheme cluster of up to five bytes is looked up whole and, where the map has an entry for a prefix of
/// it, replaced whole by the shortest one's text; else each of its scalars is looked up alone. That is what
/// the reference does, and models were trained with it.
struct CharacterMap: Sendable {
  private let units: [UInt32]
  private let texts: [UInt8]
  private let clusters = GraphemeClusters()
  /// Whether an ASCII byte stays as it is.
  private let staysASCII: [Bool]

  private typealias Changes = [AlignedText.ScalarChange]

  /// Clusters of more bytes are not looked up whole.
  private static let longestCluster = 5

  /// Reads a map: the bytes of the array as 32 bits, the array in little-endian order, then the texts, each
  /// ended by NUL.
  init(_ bytes: [UInt8], file: String) throws(TokenizerError) {
    guard bytes.count >= 4 else { throw .malformed(file: file, detail: .truncated(offset: bytes.count)) }
    func word(_ offset: Int) -> UInt32 {
      UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
        | UInt32(bytes[offset + 3]) << 24
    }
    let count = Int(word(0)) / 4
    guard count > 0, count <= (bytes.count - 4) / 4 else {
      throw .malformed(file: file, detail: .truncated(offset: bytes.count))
    }
    units = (0..<count).map { word(4 + 4 * $0) }
    texts = Array(bytes[(4 + 4 * count)...])
    guard String(validating: texts, as: UTF8.self) != nil else {
      throw .malformed(file: file, detail: .notUTF8(offset: 4 + 4 * count))
    }
    var stays = [Bool](repeating: false, count: 0x80)
    for byte in UInt8(0)..<0x80 {
      stays[Int(byte)] = byte != 0x0D && Self.find([byte], 0, 1, units) < 0
    }
    staysASCII = stays
  }

  func apply(to text: inout AlignedText) {
    guard text.pieces.contains(where: { $0.token < 0 && mayChange(text, $0) }) else { return }
    var changes: Changes = []
    swap(&changes, &text.changes)
    text.rewrite { text, piece in
      changes.removeAll(keepingCapacity: true)
      if collect(text, piece, &changes) {
        for change in changes { text.put(change.scalar, change: change.change) }
      } else {
        text.keep(from: Int(piece.start), to: Int(piece.end))
      }
    }
    swap(&changes, &text.changes)
  }

  private func mayChange(_ text: AlignedText, _ piece: AlignedText.Piece) -> Bool {
    for index in Int(piece.start)..<Int(piece.end) {
      let byte = text.bytes[index]
      if byte >= 0x80 || !staysASCII[Int(byte)] { return true }
    }
    return false
  }

  /// Collects the changes of a piece; whether the map had an entry for any of it.
  private func collect(_ text: AlignedText, _ piece: AlignedText.Piece, _ changes: inout Changes) -> Bool {
    var isChanged = false
    let bytes = text.bytes
    let end = Int(piece.end)
    var index = Int(piece.start)
    while index < end {
      let byte = bytes[index]
      // Nothing that is ASCII joins an ASCII byte before it but LF the CR.
      if byte < 0x80, staysASCII[Int(byte)], index + 1 == end || bytes[index + 1] < 0x80 {
        changes.append(AlignedText.ScalarChange(scalar: UInt32(byte), change: 0))
        index += 1
        continue
      }
      let stop = clusters.end(of: bytes, from: index, to: end)
      if stop - index <= Self.longestCluster, replace(bytes, index, stop, &changes) {
        isChanged = true
        index = stop
        continue
      }
      while index < stop {
        let (scalar, length) = UTF8Scalar.decode(bytes, at: index)
        if replace(bytes, index, index + length, &changes) {
          isChanged = true
        } else {
          changes.append(AlignedText.ScalarChange(scalar: scalar, change: 0))
        }
        index += length
      }
    }
    return isChanged
  }

  /// Collects what replaces a stretch, if the map has an entry for a prefix of it. Scalars beyond as many as
  /// it had are new; if there are fewer, the one before the missing ones takes them with it, even if it
  /// stands before the stretch.
  private func replace(_ bytes: [UInt8], _ start: Int, _ end: Int, _ changes: inout Changes) -> Bool {
    let found = Self.find(bytes, start, end, units)
    guard found >= 0, found <= texts.count, found == texts.count || UTF8Scalar.isStart(texts[found]) else {
      return false
    }
    var oldCount = 0
    for index in start..<end where UTF8Scalar.isStart(bytes[index]) { oldCount += 1 }
    var newCount = 0
    var index = found
    while index < texts.count, texts[index] != 0 {
      let (scalar, length) = UTF8Scalar.decode(texts, at: index)
      changes.append(AlignedText.ScalarChange(scalar: scalar, change: newCount < oldCount ? 0 : 1))
      newCount += 1
      index += length
    }
    if newCount < oldCount, !changes.isEmpty { changes[changes.count - 1].change -= oldCount - newCount }
    return true
  }

  /// Where the text for the shortest prefix with an entry stands, or -1. The array is Darts' double array: a
  /// unit holds the byte that leads to it, whether an entry ends there, and an offset to what follows.
  private static func find(_ bytes: [UInt8], _ start: Int, _ end: Int, _ units: [UInt32]) -> Int {
    var node = offset(of: units[0])
    for index in start..<end {
      let byte = bytes[index]
      if byte == 0 { return -1 }
      node ^= Int(byte)
      guard units.indices.contains(node) else { return -1 }
      let unit = units[node]
      if unit & 0x8000_00FF != UInt32(byte) { return -1 }
      node ^= offset(of: unit)
      if unit >> 8 & 1 == 1 {
        return units.indices.contains(node) ? Int(units[node] & 0x7FFF_FFFF) : -1
      }
    }
    return -1
  }

  private static func offset(of unit: UInt32) -> Int { Int(unit >> 10) << Int((unit & 1 << 9) >> 6) }
}
