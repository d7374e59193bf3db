/// RoBERTa's row written out: `<s> A </s>`, and `</s> B </s>`; all of type 0.
struct RobertaProcessing: Sendable {
  let classifier: Int32
  let separator: Int32
  let addsPrefixSpace: Bool
  let trimsOffsets: Bool

  init(classifier: Int32, separator: Int32, addsPrefixSpace: Bool, trimsOffsets: Bool) {
    self.classifier = classifier
    self.separator = separator
    self.addsPrefixSpace = addsPrefixSpace
    self.trimsOffsets = trimsOffsets
  }

  init(_ reader: StageReader) throws(TokenizerError) {
    classifier = try reader.namedID("cls")
    separator = try reader.namedID("sep")
    addsPrefixSpace = try reader.bool("add_prefix_space")
    trimsOffsets = try reader.bool("trim_offsets")
  }

  /// What it does to offsets, if anything.
  var trim: OffsetTrim? { trimsOffsets ? OffsetTrim(addsPrefixSpace: addsPrefixSpace) : nil }

  func apply(to rows: [Assembly]) -> [Assembly] {
    rows.enumerated().map { index, row in
      let before = index == 0 ? classifier : separator
      let parts = row.parts.map { part -> Assembly.Part in
        switch part {
        case .sequence(let index, _, _): .sequence(index, typeID: 0, laterTypeID: 0)
        case .special(let ids, _): .special(ids: ids, typeID: 0)
        }
      }
      return Assembly(
        parts: [.special(ids: [before], typeID: 0)] + parts + [.special(ids: [separator], typeID: 0)])
    }
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
