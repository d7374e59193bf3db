/// Stages that split at scalars of one kind.
struct ClassSplit: Sendable {
  let classes: CharacterClass
  let behavior: SplitBehavior

  func apply(to text: inout AlignedText) {
    let table = CharacterTable.shared
    text.split(behavior) { bytes, from, to in
      var index = from
      while index < to {
        let (scalar, length) = UTF8Scalar.decode(bytes, at: index)
        if !table[scalar].isDisjoint(with: classes) { return index..<index + length }
        index += length
      }
      return nil
    }
  }
}
