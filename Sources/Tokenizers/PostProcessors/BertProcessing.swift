/// BERT's row written out: `[CLS] A [SEP]`, and `B [SEP]` of type 1.
struct BertProcessing: Sendable {
  let classifier: Int32
  let separator: Int32

  init(classifier: Int32, separator: Int32) {
    self.classifier = classifier
    self.separator = separator
  }

  init(_ reader: StageReader) throws(TokenizerError) {
    classifier = try reader.namedID("cls")
    separator = try reader.namedID("sep")
  }

  func apply(to rows: [Assembly]) -> [Assembly] {
    rows.enumerated().map { index, row in
      let typeID: Int32 = index == 0 ? 0 : 1
      let before: [Assembly.Part] = index == 0 ? [.special(ids: [classifier], typeID: 0)] : []
      return Assembly(parts: before + row.parts + [.special(ids: [separator], typeID: typeID)])
    }
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
