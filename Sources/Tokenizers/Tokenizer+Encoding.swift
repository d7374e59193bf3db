extension Tokenizer {
  /// The encoding of a segment or a pair, further windows in its `overflowing`.
  package func encode(
    _ first: Segment, pair: Segment? = nil, addSpecialTokens: Bool = true, truncation: Truncation? = nil
  ) throws(TokenizerError) -> Encoding {
    var scratch = Scratch()
    let firstTokens = tokenize(first, scratch: &scratch)
    let pairTokens = pair.map { tokenize($0, scratch: &scratch) }
    let rows = try encodings(firstTokens, pairTokens, addSpecialTokens, truncation)
    var encoding = rows[0]
    encoding.overflowing = Array(rows.dropFirst())
    return encoding
  }

  /// All windows over tokens already made, the first one first, in the reference's order.
  package func windows(
    _ first: Tokens, pair: Tokens? = nil, addSpecialTokens: Bool = true, truncation: Truncation
  ) throws(TokenizerError) -> [Encoding] {
    try encodings(first, pair, addSpecialTokens, truncation)
  }

  /// How many special tokens a segment, or a pair, gets.
  package func specialCount(pair: Bool) -> Int {
    postProcessor.assembly(isPair: pair, addsSpecials: true).specialCount
  }

  private func encodings(
    _ first: Tokens, _ pair: Tokens?, _ addsSpecials: Bool, _ truncation: Truncation?
  ) throws(TokenizerError) -> [Encoding] {
    let assembly = postProcessor.assembly(isPair: pair != nil, addsSpecials: addsSpecials)
    var windows = ([0..<first.count], pair.map { [0..<$0.count] } ?? [])
    if let truncation {
      let specials = assembly.specialCount
      let room = truncation.maximumLength - specials
      guard room >= 0 else {
        throw .noRoom(maximumLength: truncation.maximumLength, specials: specials)
      }
      windows = try truncation.windows(first: first.count, second: pair?.count, room: room)
    }
    return Self.combinations(assembly, windows.0.count, windows.1.count).map { choice in
      encoding(assembly, first, pair, windows, choice)
    }
  }

  /// Which window each part of the row shows in each encoding. The reference joins the parts from the left and then crosses all
  /// windows so far with those of the next part, so that the one with all first windows is the first and the others keep an order of their own.
  private static func combinations(_ assembly: Assembly, _ first: Int, _ second: Int) -> [[Int]] {
    var main: [Int] = []
    var further: [[Int]] = []
    for part in assembly.parts {
      var count = 1
      if case .sequence(let index, _, _) = part { count = index == 0 ? first : second }
      var crossed: [[Int]] = []
      for choice in further + [main] {
        let isMain = choice.count == main.count && choice.allSatisfy { $0 == 0 }
        for window in (isMain ? 1 : 0)..<max(count, 1) { crossed.append(choice + [window]) }
      }
      further = crossed
      main.append(0)
    }
    return [main] + further
  }

  private func encoding(
    _ assembly: Assembly, _ first: Tokens, _ pair: Tokens?, _ windows: ([Range<Int>], [Range<Int>]),
    _ choice: [Int]
  ) -> Encoding {
    var encoding = Encoding()
    encoding.reserveCapacity(assembly.specialCount + first.count + (pair?.count ?? 0))
    for (part, window) in zip(assembly.parts, choice) {
      switch part {
      case .special(let ids, let typeID):
        for id in ids { encoding.appendSpecial(id, typeID: typeID) }
      case .sequence(let index, let typeID, let laterTypeID):
        guard let tokens = index == 0 ? first : pair else { continue }
        encoding.append(
          tokens, (index == 0 ? windows.0 : windows.1)[window],
          typeID: window == 0 ? typeID : laterTypeID, sequenceID: Int32(index))
      }
    }
    return encoding
  }
}
