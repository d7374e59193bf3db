extension Tokenizer {
  /// All windows over tokens already made, the first one first, in the reference's order.
  package func windows(
    _ first: Tokens, pair: Tokens? = nil, addSpecialTokens: Bool = true, truncation: Truncation
  ) throws(TokenizerError) -> [Encoding] {
    try encodings(first, pair, addSpecialTokens, truncation)
  }

  /// The first window alone over tokens already made: what is left of them when what is too long is cut off.
  ///
  /// Of two long texts the windows are all pairs of windows, which grow with the square of the length; this
  /// does not.
  package func encoding(
    _ first: Tokens, pair: Tokens? = nil, addSpecialTokens: Bool = true, truncation: Truncation? = nil
  ) throws(TokenizerError) -> Encoding {
    let (assembly, windows) = try plan(first, pair, addSpecialTokens, truncation)
    let choice = assembly.parts.map { _ in 0 }
    return encoding(assembly, first, pair, windows, choice)
  }

  /// How many special tokens a segment, or a pair, gets.
  package func specialCount(pair: Bool) -> Int {
    postProcessor.assembly(isPair: pair, addsSpecials: true).specialCount
  }

  private func encodings(
    _ first: Tokens, _ pair: Tokens?, _ addsSpecials: Bool, _ truncation: Truncation?
  ) throws(TokenizerError) -> [Encoding] {
    let (assembly, windows) = try plan(first, pair, addsSpecials, truncation)
    return Self.combinations(assembly, windows.0.count, windows.1.count).map { choice in
      encoding(assembly, first, pair, windows, choice)
    }
  }

  /// The row to build, and the windows of each text.
  private func plan(
    _ first: Tokens, _ pair: Tokens?, _ addsSpecials: Bool, _ truncation: Truncation?
  ) throws(TokenizerError) -> (Assembly, ([Range<Int>], [Range<Int>])) {
    let assembly = postProcessor.assembly(isPair: pair != nil, addsSpecials: addsSpecials)
    guard let truncation else { return (assembly, ([0..<first.count], pair.map { [0..<$0.count] } ?? [])) }
    let specials = assembly.specialCount
    let room = truncation.maximumLength - specials
    guard room >= 0 else {
      throw .noRoom(maximumLength: truncation.maximumLength, specials: specials)
    }
    return (assembly, try truncation.windows(first: first.count, second: pair?.count, room: room))
  }

  /// Which window each part of the row shows in each encoding. The reference joins the parts from the left
  /// and crosses all windows so far with those of the next part; the one of first windows alone comes first,
  /// the others keep that order.
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
    let longest = (windows.0.map(\.count).max() ?? 0) + (windows.1.map(\.count).max() ?? 0)
    encoding.reserveCapacity(assembly.specialCount + longest)
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
