/// Keeps runs of word characters, and runs of what is neither that nor blank: `\w+|[^\w\s]+`.
struct WordRuns: Sendable {
  func apply(to text: inout AlignedText) {
    let table = CharacterTable.shared
    text.split(.removed, inverted: true) { bytes, from, to in
      let interesting: CharacterClass = [.word, .whitespace]
      var start = from
      while start < to {
        let (scalar, length) = UTF8Scalar.decode(bytes, at: start)
        let kind = table[scalar].intersection(interesting)
        if kind.contains(.word) || !kind.contains(.whitespace) {
          var end = start + length
          while end < to {
            let (next, nextLength) = UTF8Scalar.decode(bytes, at: end)
            let nextKind = table[next].intersection(interesting)
            let continues = kind.contains(.word) ? nextKind.contains(.word) : nextKind.isEmpty
            if !continues { break }
            end += nextLength
          }
          return start..<end
        }
        start += length
      }
      return nil
    }
  }
}
