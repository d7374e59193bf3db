/// BERT's row written out: `[CLS] A [SEP]`, and `B [SEP]` of type 1.
struct BertProcessing: Sendable {
  let classifier: Int32
  let separator: Int32

  func apply(to rows: [Assembly]) -> [Assembly] {
    rows.enumerated().map { index, row in
      let typeID: Int32 = index == 0 ? 0 : 1
      let before: [Assembly.Part] = index == 0 ? [.special(ids: [classifier], typeID: 0)] : []
      return Assembly(parts: before + row.parts + [.special(ids: [separator], typeID: typeID)])
    }
  }
}
