/// A template for one text and one for two, of sequences and special tokens with a type each.
struct TemplateProcessing: Sendable {
  /// An element of a template: the text of a number, or special tokens.
  enum Piece: Sendable {
    case sequence(Int, typeID: Int32)
    case special(ids: [Int32], typeID: Int32)
  }

  private let single: [Piece]
  private let pair: [Piece]

  init(single: [Piece], pair: [Piece]) {
    self.single = single
    self.pair = pair
  }

  /// `first` A `last`, and with `middle` between A and B; all specials have the type of the text before them.
  init(first: Int32, last: Int32, middle: [Int32], secondTypeID: Int32) {
    let head: [Piece] = [.special(ids: [first], typeID: 0), .sequence(0, typeID: 0)]
    single = head + [.special(ids: [last], typeID: 0)]
    pair =
      head + [
        .special(ids: middle, typeID: 0), .sequence(1, typeID: secondTypeID),
        .special(ids: [last], typeID: secondTypeID),
      ]
  }

  func apply(to rows: [Assembly], path: String) throws(TokenizerError) -> [Assembly] {
    guard rows.count <= 2 else { throw .invalidValue(path: path, value: "TemplateProcessing") }
    let template = rows.count == 2 ? pair : single
    return template.map { piece in
      switch piece {
      case .special(let ids, let typeID): Assembly(parts: [.special(ids: ids, typeID: typeID)])
      case .sequence(let index, let typeID): Assembly(parts: rows[index].parts.map { $0.retyped(typeID) })
      }
    }
  }
}

extension Assembly.Part {
  /// The part with another type; later windows keep theirs.
  fileprivate func retyped(_ typeID: Int32) -> Assembly.Part {
    switch self {
    case .sequence(let index, _, let laterTypeID):
      .sequence(index, typeID: typeID, laterTypeID: laterTypeID)
    case .special(let ids, _): .special(ids: ids, typeID: typeID)
    }
  }
}
