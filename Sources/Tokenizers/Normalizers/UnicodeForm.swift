/// The four normalisation forms of Unicode, with the reference's alignment.
struct UnicodeForm: Sendable {
  static let canonicalDecomposition = UnicodeForm(isCompatible: false, composes: false)
  static let canonicalComposition = UnicodeForm(isCompatible: false, composes: true)
  static let compatibilityDecomposition = UnicodeForm(isCompatible: true, composes: false)
  static let compatibilityComposition = UnicodeForm(isCompatible: true, composes: true)

  private let isCompatible: Bool
  private let composes: Bool
  private let classes = CharacterTable.shared
  private let canonical = ScalarMapping.canonical
  private let compatible = ScalarMapping.compatible
  private let ranks = CombiningRanks.shared
  private let compositions = Compositions.shared

  private init(isCompatible: Bool, composes: Bool) {
    self.isCompatible = isCompatible
    self.composes = composes
  }

  private typealias Part = AlignedText.ScalarChange

  func apply(to text: inout AlignedText) {
    guard text.pieces.contains(where: { $0.token < 0 && mayChange(text, $0) }) else { return }
    var parts: [Part] = []
    var held: [Part] = []
    swap(&parts, &text.changes)
    swap(&held, &text.heldChanges)
    text.rewrite { text, piece in
      guard mayChange(text, piece) else {
        text.keep(from: Int(piece.start), to: Int(piece.end))
        return
      }
      parts.removeAll(keepingCapacity: true)
      decompose(text, piece, into: &parts)
      order(&parts)
      if composes {
        compose(parts, &held, into: &text)
      } else {
        for part in parts { text.put(part.scalar, change: part.change) }
      }
    }
    swap(&parts, &text.changes)
    swap(&held, &text.heldChanges)
  }

  private func mayChange(_ text: AlignedText, _ piece: AlignedText.Piece) -> Bool {
    var index = Int(piece.start)
    while index < Int(piece.end) {
      if text.bytes[index] < 0x80 {
        index += 1
        continue
      }
      let (scalar, length) = UTF8Scalar.decode(text.bytes, at: index)
      let kind = classes[scalar]
      if isCompatible, kind.contains(.decomposesCompatibly) { return true }
      // Nothing below the first combining mark changes by being decomposed and composed again.
      if composes ? scalar >= 0x300 : kind.contains(.decomposes) || kind.contains(.reorders) { return true }
      index += length
    }
    return false
  }

  private func decompose(_ text: AlignedText, _ piece: AlignedText.Piece, into parts: inout [Part]) {
    var index = Int(piece.start)
    while index < Int(piece.end) {
      let (scalar, length) = UTF8Scalar.decode(text.bytes, at: index)
      index += length
      let kind = classes[scalar]
      if isCompatible, kind.contains(.decomposesCompatibly) {
        append(compatible, compatible.targetRange(of: scalar), to: &parts)
      } else if kind.contains(.decomposes) {
        if HangulSyllable.range.contains(scalar) {
          let jamo = HangulSyllable.jamo(of: scalar)
          parts.append(Part(scalar: jamo.leading, change: 0, rank: 0))
          parts.append(Part(scalar: jamo.vowel, change: 1, rank: 0))
          if jamo.trailing != 0 { parts.append(Part(scalar: jamo.trailing, change: 1, rank: 0)) }
        } else {
          append(canonical, canonical.targetRange(of: scalar), to: &parts)
        }
      } else {
        parts.append(
          Part(scalar: scalar, change: 0, rank: kind.contains(.reorders) ? ranks.rank(of: scalar) : 0))
      }
    }
  }

  private func append(_ mapping: ScalarMapping, _ places: Range<Int>, to parts: inout [Part]) {
    for place in places {
      let scalar = mapping.targets[place]
      let rank = classes[scalar].contains(.reorders) ? ranks.rank(of: scalar) : 0
      parts.append(Part(scalar: scalar, change: place == places.lowerBound ? 0 : 1, rank: rank))
    }
  }

  /// Sorts each run of ranked scalars by rank, equal ones in the order they have: a stable sort by insertion.
  private func order(_ parts: inout [Part]) {
    var runStart = 0
    for index in parts.indices {
      if parts[index].rank == 0 {
        runStart = index + 1
        continue
      }
      let part = parts[index]
      var place = index
      if place - runStart > Self.longRun {
        orderLongRun(&parts, from: runStart)
        runStart = parts.count
        continue
      }
      while place > runStart, parts[place - 1].rank > part.rank {
        parts[place] = parts[place - 1]
        place -= 1
      }
      parts[place] = part
    }
  }

  /// Runs longer than this are not text; insertion would take quadratic time over them.
  private static let longRun = 32

  private func orderLongRun(_ parts: inout [Part], from start: Int) {
    var end = start
    while end < parts.count, parts[end].rank != 0 { end += 1 }
    let ordered = parts[start..<end].enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    for (offset, entry) in ordered.enumerated() { parts[start + offset] = entry.element }
  }

  private func compose(_ parts: [Part], _ held: inout [Part], into text: inout AlignedText) {
    var base: Part?
    held.removeAll(keepingCapacity: true)
    for part in parts {
      guard let current = base else {
        if part.rank == 0 { base = part } else { text.put(part.scalar, change: part.change) }
        continue
      }
      let lastRank = held.last?.rank
      let isBlocked = lastRank.map { $0 >= part.rank } ?? false
      if !isBlocked, let composed = compositions.compose(current.scalar, part.scalar) {
        base = Part(scalar: composed, change: current.change + part.change - 1, rank: 0)
      } else if part.rank == 0 {
        text.put(current.scalar, change: current.change)
        for mark in held { text.put(mark.scalar, change: mark.change) }
        held.removeAll(keepingCapacity: true)
        base = part
      } else {
        held.append(part)
      }
    }
    if let base { text.put(base.scalar, change: base.change) }
    for mark in held { text.put(mark.scalar, change: mark.change) }
  }
}
