/// A text on its way through the stages: its bytes now, where each byte came from, and the pieces it is cut
/// into.
///
/// There is one alignment, and every edit of every stage goes through it: a stage reads the old bytes and
/// writes the new ones piece by piece (`AlignedText+Edit.swift`), or cuts pieces smaller without touching a
/// byte (`AlignedText+Split.swift`). All bytes of a scalar share one origin. The arrays are kept between
/// texts, so a text costs no allocation once they are large enough.
struct AlignedText {
  /// The bytes of the given text that a byte stands for, end exclusive.
  struct Origin {
    var start: Int32
    var end: Int32
  }

  /// A stretch of the bytes that later stages handle on its own.
  struct Piece {
    var start: Int32
    var end: Int32
    /// The id of the added token that this piece is, or -1; such a piece is not touched again.
    var token: Int32
  }

  /// A new scalar, in the terms of `put`, with its rank in canonical ordering.
  struct ScalarChange {
    var scalar: UInt32
    var change: Int
    var rank: UInt8 = 0
  }

  /// A stretch that a pattern matches, or one between matches.
  struct Part {
    var start: Int
    var end: Int
    var isMatch: Bool
  }

  /// The text as it is now: valid UTF-8.
  var bytes: [UInt8] = []
  /// An origin a byte; empty while the text is verbatim.
  var origins: [Origin] = []
  /// Whether every byte still stands for itself.
  var isVerbatim = true
  /// What the text is cut into, in order; never an empty piece.
  var pieces: [Piece] = []

  // Buffers of stages that collect what they write or cut.
  var changes: [ScalarChange] = []
  var heldChanges: [ScalarChange] = []
  var parts: [Part] = []

  // What an edit writes; it changes places with the above when the edit is done.
  var nextBytes: [UInt8] = []
  var nextOrigins: [Origin] = []
  var nextPieces: [Piece] = []
  /// Where the part being written starts.
  var partStart: Int32 = 0
  /// Where in the old bytes an edit by changes stands, and the piece that bounds it.
  var cursor = 0
  var edited = Piece(start: 0, end: 0, token: -1)

  /// Starts on a text; one of 2 GiB or more is a programmer's error.
  mutating func reset(to text: String) {
    precondition(text.utf8.count < Int(Int32.max), "a text of 2 GiB or more reached the tokenizer")
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: text.utf8)
    origins.removeAll(keepingCapacity: true)
    isVerbatim = true
    pieces.removeAll(keepingCapacity: true)
    if !bytes.isEmpty { pieces.append(Piece(start: 0, end: Int32(bytes.count), token: -1)) }
  }

  /// The origin of the scalar that a byte belongs to.
  @inline(__always)
  func origin(at index: Int) -> Origin {
    guard isVerbatim else { return origins[index] }
    var start = index
    while start > 0, !UTF8Scalar.isStart(bytes[start]) { start -= 1 }
    return Origin(
      start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: start + UTF8Scalar.length(startingWith: bytes[start])))
  }

  /// What a stretch stands for: from where its first scalar starts to where its last one ends.
  @inline(__always)
  func original(start: Int, end: Int) -> ByteRange {
    if isVerbatim {
      let isWhole = UTF8Scalar.isStart(bytes[start]) && (end == bytes.count || UTF8Scalar.isStart(bytes[end]))
      return isWhole
        ? ByteRange(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
        : ByteRange(start: origin(at: start).start, end: origin(at: end - 1).end)
    }
    return ByteRange(start: origins[start].start, end: origins[end - 1].end)
  }
}
