/// BERT's own clean-up, in the reference's order: text cleaning, blanks around ideographs, accents, lower
/// case.
///
/// One pass does all four. Accent stripping is canonical decomposition without nonspacing marks; since those
/// are all that canonical ordering could move, a scalar stays where it is. The rare scalar that is moved and
/// yet stays sends the text through the four steps one by one.
struct BertNormalizer: Sendable {
  let cleansText: Bool
  let isolatesIdeographs: Bool
  /// nil: as `lowercases`.
  let stripsAccents: Bool?
  let lowercases: Bool

  private let classes = CharacterTable.shared
  private let lowercase = ScalarMapping.lowercase
  private let canonical = ScalarMapping.canonical
  /// Bytes that map to one byte wherever they stand; 0 for all others.
  private let simple: [UInt8]

  init(cleansText: Bool, isolatesIdeographs: Bool, stripsAccents: Bool?, lowercases: Bool) {
    self.cleansText = cleansText
    self.isolatesIdeographs = isolatesIdeographs
    self.stripsAccents = stripsAccents
    self.lowercases = lowercases
    var simple = [UInt8](repeating: 0, count: 256)
    for byte in UInt8(1)..<0x80 {
      let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      if cleansText, byte < 0x20 || byte == 0x7F {
        simple[Int(byte)] = byte == 0x09 || byte == 0x0A || byte == 0x0D ? 0x20 : 0
      } else {
        simple[Int(byte)] = lowercases && isCapital ? byte + 0x20 : byte
      }
    }
    self.simple = simple
  }

  private var dropsMarks: Bool { stripsAccents ?? lowercases }

  func apply(to text: inout AlignedText) {
    if text.mapInPlace(simple) { return }
    if dropsMarks, text.pieces.contains(where: { needsOrdering(text, $0) }) {
      applyInSteps(to: &text)
    } else {
      text.rewrite { text, piece in rewrite(piece, of: &text) }
    }
  }

  /// Whether a scalar that canonical ordering moves survives accent stripping.
  private func needsOrdering(_ text: AlignedText, _ piece: AlignedText.Piece) -> Bool {
    guard piece.token < 0 else { return false }
    var index = Int(piece.start)
    while index < Int(piece.end) {
      if text.bytes[index] < 0x80 {
        index += 1
        continue
      }
      let (scalar, length) = UTF8Scalar.decode(text.bytes, at: index)
      let kind = classes[scalar]
      if staysMoved(kind) { return true }
      if kind.contains(.decomposes) {
        for place in canonical.targetRange(of: scalar) where staysMoved(classes[canonical.targets[place]]) {
          return true
        }
      }
      index += length
    }
    return false
  }

  @inline(__always)
  private func staysMoved(_ kind: CharacterClass) -> Bool {
    kind.contains(.reorders) && !kind.contains(.nonspacingMark)
  }

  private func rewrite(_ piece: AlignedText.Piece, of text: inout AlignedText) {
    var index = Int(piece.start)
    while index < Int(piece.end) {
      let byte = text.bytes[index]
      let mapped = simple[Int(byte)]
      if mapped != 0 {
        text.write(ascii: mapped, origin: text.origin(at: index))
        index += 1
        continue
      }
      let (scalar, length) = UTF8Scalar.decode(text.bytes, at: index)
      let origin = text.origin(at: index)
      index += length
      let kind = classes[scalar]
      if cleansText {
        if kind.contains(.cleanedAway) { continue }
        if kind.contains(.whitespace) {
          text.write(0x20, origin: origin)
          continue
        }
      }
      let isIdeograph = isolatesIdeographs && kind.contains(.ideograph)
      if isIdeograph { text.write(0x20, origin: origin) }
      if dropsMarks {
        writeWithoutMarks(scalar, kind, origin, &text)
      } else {
        write(scalar, kind, origin, &text)
      }
      if isIdeograph { text.write(0x20, origin: origin) }
    }
  }

  private func writeWithoutMarks(
    _ scalar: UInt32, _ kind: CharacterClass, _ origin: AlignedText.Origin, _ text: inout AlignedText
  ) {
    if !kind.contains(.decomposes) {
      if !kind.contains(.nonspacingMark) { write(scalar, kind, origin, &text) }
      return
    }
    if HangulSyllable.range.contains(scalar) {
      let jamo = HangulSyllable.jamo(of: scalar)
      text.write(jamo.leading, origin: origin)
      text.write(jamo.vowel, origin: origin)
      if jamo.trailing != 0 { text.write(jamo.trailing, origin: origin) }
      return
    }
    for place in canonical.targetRange(of: scalar) {
      let part = canonical.targets[place]
      let partKind = classes[part]
      if !partKind.contains(.nonspacingMark) { write(part, partKind, origin, &text) }
    }
  }

  @inline(__always)
  private func write(
    _ scalar: UInt32, _ kind: CharacterClass, _ origin: AlignedText.Origin, _ text: inout AlignedText
  ) {
    guard lowercases, kind.contains(.lowercases) else {
      text.write(scalar, origin: origin)
      return
    }
    for place in lowercase.targetRange(of: scalar) { text.write(lowercase.targets[place], origin: origin) }
  }

  private func applyInSteps(to text: inout AlignedText) {
    let first = BertNormalizer(
      cleansText: cleansText, isolatesIdeographs: isolatesIdeographs, stripsAccents: false, lowercases: false)
    text.rewrite { text, piece in first.rewrite(piece, of: &text) }
    UnicodeForm.canonicalDecomposition.apply(to: &text)
    text.rewrite { text, piece in
      var index = Int(piece.start)
      while index < Int(piece.end) {
        let (scalar, length) = UTF8Scalar.decode(text.bytes, at: index)
        let kind = classes[scalar]
        if !kind.contains(.nonspacingMark) { write(scalar, kind, text.origin(at: index), &text) }
        index += length
      }
    }
  }
}
