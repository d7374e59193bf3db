/// The classes of every scalar in two stages: a block number for each 128 scalars, then the block.
struct CharacterTable: Sendable {
  /// The table of the whole process, made at first use in a few milliseconds.
  static let shared = CharacterTable()

  private var blockNumbers: [UInt16]
  private var blocks: [UInt32]

  private static let scalarCount: UInt32 = 0x110000
  private static let blockBits: UInt32 = 7

  private init() {
    var flat = [UInt32](repeating: 0, count: Int(Self.scalarCount))
    func mark(_ ranges: [ClosedRange<UInt32>], _ characterClass: CharacterClass) {
      for range in ranges {
        for scalar in range { flat[Int(scalar)] |= characterClass.rawValue }
      }
    }
    for (text, characterClass) in Self.sources {
      var reader = CharacterDataReader(text)
      mark(reader.ranges(), characterClass)
    }
    mark(ScalarMapping.lowercase.keyRanges, .lowercases)
    mark(ScalarMapping.canonical.keyRanges, .decomposes)
    mark([HangulSyllable.range], .decomposes)
    mark(ScalarMapping.compatible.keyRanges, .decomposesCompatibly)
    mark(CombiningRanks.shared.ranges, .reorders)

    blockNumbers = []
    blocks = []
    var known: [[UInt32]: UInt16] = [:]
    let blockSize = 1 << Int(Self.blockBits)
    for start in stride(from: 0, to: flat.count, by: blockSize) {
      // Most blocks are like the one before them.
      if let last = blockNumbers.last, start >= blockSize,
        (start..<start + blockSize).allSatisfy({ flat[$0] == flat[$0 - blockSize] })
      {
        blockNumbers.append(last)
        continue
      }
      let block = Array(flat[start..<start + blockSize])
      if let number = known[block] {
        blockNumbers.append(number)
      } else {
        let number = UInt16(known.count)
        known[block] = number
        blockNumbers.append(number)
        blocks += block
      }
    }
  }

  private static let sources: [(String, CharacterClass)] = [
    (CharacterData.whitespace, .whitespace), (CharacterData.cleanedAway, .cleanedAway),
    (CharacterData.punctuation, .punctuation), (CharacterData.ideograph, .ideograph),
    (CharacterData.nonspacingMark, .nonspacingMark), (CharacterData.combiningMark, .combiningMark),
    (CharacterData.word, .word), (CharacterData.numeric, .numeric),
    (CharacterData.patternLetter, .patternLetter), (CharacterData.patternNumber, .patternNumber),
    (CharacterData.patternSpace, .patternSpace), (CharacterData.graphemeMark, .graphemeMark),
    (CharacterData.graphemeExtend, .graphemeExtend), (CharacterData.graphemePrepend, .graphemePrepend),
    (CharacterData.graphemeControl, .graphemeControl),
    (CharacterData.graphemePictograph, .graphemePictograph),
    (CharacterData.hangulLeading, .hangulLeading), (CharacterData.hangulVowel, .hangulVowel),
    (CharacterData.hangulTrailing, .hangulTrailing), (CharacterData.conjunctConsonant, .conjunctConsonant),
    (CharacterData.conjunctLinker, .conjunctLinker),
  ]

  /// The classes of a scalar; none for a number beyond Unicode.
  @inline(__always)
  subscript(_ scalar: UInt32) -> CharacterClass {
    guard scalar < Self.scalarCount else { return [] }
    let block = Int(blockNumbers[Int(scalar >> Self.blockBits)])
    let place = block << Int(Self.blockBits) | Int(scalar & (1 << Self.blockBits - 1))
    return CharacterClass(rawValue: blocks[place])
  }
}
