import JSON

extension PostProcessingStage {
  /// The stages of a reader, sequences laid out flat.
  static func stages(_ reader: StageReader, depth: Int = 0) throws(TokenizerError) -> [PostProcessingStage] {
    let kind = try reader.string("type")
    switch kind {
    case "Sequence":
      var stages: [PostProcessingStage] = []
      for stage in try reader.stages("processors", depth: depth) {
        stages += try self.stages(stage, depth: depth + 1)
      }
      return stages
    case "BertProcessing": return [.bert(try BertProcessing(reader))]
    case "RobertaProcessing": return [.roberta(try RobertaProcessing(reader))]
    case "TemplateProcessing": return [.template(try TemplateProcessing(reader))]
    case "ByteLevel": return [.byteLevel(try OffsetTrim(reader))]
    default: throw .unsupported(path: reader.path(of: "type"), kind: kind)
    }
  }
}

extension BertProcessing {
  /// Reads a stage of type BertProcessing.
  init(_ reader: StageReader) throws(TokenizerError) {
    self.init(classifier: try reader.namedID("cls"), separator: try reader.namedID("sep"))
  }
}

extension RobertaProcessing {
  /// Reads a stage of type RobertaProcessing.
  init(_ reader: StageReader) throws(TokenizerError) {
    self.init(
      classifier: try reader.namedID("cls"), separator: try reader.namedID("sep"),
      addsPrefixSpace: try reader.bool("add_prefix_space"), trimsOffsets: try reader.bool("trim_offsets"))
  }
}

extension OffsetTrim {
  /// Reads `trim_offsets` and `add_prefix_space`; nil where nothing is trimmed.
  init?(_ reader: StageReader) throws(TokenizerError) {
    let addsPrefixSpace = try reader.bool("add_prefix_space")
    guard try reader.bool("trim_offsets") else { return nil }
    self.init(addsPrefixSpace: addsPrefixSpace)
  }
}

extension TemplateProcessing {
  /// Reads a stage of type TemplateProcessing.
  init(_ reader: StageReader) throws(TokenizerError) {
    let specials = try reader.child("special_tokens")
    self.init(
      single: try Self.pieces(reader, "single", specials, sequences: 1),
      pair: try Self.pieces(reader, "pair", specials, sequences: 2))
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
}

extension StageReader {
  /// A member such as `["[SEP]", 102]`: its id.
  func namedID(_ key: String) throws(TokenizerError) -> Int32 {
    let pair = try array(key)
    guard pair.count == 2, let name = pair[0].string else {
      throw .invalidValue(path: path(of: key), value: "[\(pair.count)]")
    }
    return try id(pair[1], path: path(of: key), token: name)
  }
}
