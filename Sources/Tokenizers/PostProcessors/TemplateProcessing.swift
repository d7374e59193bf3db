import JSON

/// A template for one text and one for two, of sequences and special tokens with a type each.
struct TemplateProcessing: Sendable {
  private enum Piece: Sendable {
    case sequence(Int, typeID: Int32)
    case special(ids: [Int32], typeID: Int32)
  }

  private let single: [Piece]
  private let pair: [Piece]

  init(_ reader: StageReader) throws(TokenizerError) {
    let specials = try reader.child("special_tokens")
    single = try Self.pieces(reader, "single", specials, sequences: 1)
    pair = try Self.pieces(reader, "pair", specials, sequences: 2)
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

  private static func pieces(
    _ reader: StageReader, _ key: String, _ specials: StageReader, sequences: Int
  ) throws(TokenizerError) -> [Piece] {
    var pieces: [Piece] = []
    for (index, value) in try reader.array(key).enumerated() {
      let path = "\(reader.path(of: key))[\(index)]"
      let entry = try StageReader(value, path: path)
      if let inner = entry.value("Sequence") {
        let sequence = try StageReader(inner, path: "\(path).Sequence")
        let name = try sequence.string("id")
        let number = name.hasSameBytes(as: "A") ? 0 : name.hasSameBytes(as: "B") ? 1 : 2
        guard number < sequences else { throw .invalidValue(path: sequence.path(of: "id"), value: name) }
        pieces.append(.sequence(number, typeID: try typeID(sequence)))
      } else {
        let special = try entry.child("SpecialToken")
        let name = try special.string("id")
        guard let found = specials.value(name) else {
          throw .unknownToken(path: special.path(of: "id"), token: name)
        }
        let token = try StageReader(found, path: specials.path(of: name))
        var ids: [Int32] = []
        for id in try token.array("ids") {
          ids.append(try token.id(id, path: token.path(of: "ids"), token: name))
        }
        pieces.append(.special(ids: ids, typeID: try typeID(special)))
      }
    }
    return pieces
  }

  private static func typeID(_ reader: StageReader) throws(TokenizerError) -> Int32 {
    try reader.id(reader.required("type_id"), path: reader.path(of: "type_id"), token: "")
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
