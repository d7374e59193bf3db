/// RoBERTa's row written out: `<s> A </s>`, and `</s> B </s>`; all of type 0.
struct RobertaProcessing: Sendable {
  let classifier: Int32
  let separator: Int32
  let addsPrefixSpace: Bool
  let trimsOffsets: Bool

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
