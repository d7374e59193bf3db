/// How the tokens of one text, or of two, become what a model reads: sequences and special tokens in a row.
struct Assembly: Sendable {
  /// An element of the row.
  enum Part: Sendable {
    /// The tokens of a text: 0 is the first, 1 the second. `typeID` is that of the first window,
    /// `laterTypeID` that of the windows after it, which templates of the reference do not reach.
    case sequence(Int, typeID: Int32, laterTypeID: Int32)
    /// Special tokens.
    case special(ids: [Int32], typeID: Int32)
  }

  var parts: [Part]

  /// The special tokens that it adds.
  var specialCount: Int {
    parts.reduce(0) { count, part in
      if case .special(let ids, _) = part { count + ids.count } else { count }
    }
  }

  /// The same without special tokens.
  var withoutSpecials: Assembly {
    Assembly(parts: parts.filter { if case .sequence = $0 { true } else { false } })
  }
}
