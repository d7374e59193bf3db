/// The last stage, worked out once for one text and once for two.
struct PostProcessor: Sendable {
  /// The row for one text.
  private(set) var single: Assembly
  /// The row for two texts.
  private(set) var pair: Assembly

  /// What is done to offsets, in this order.
  private(set) var trims: [OffsetTrim] = []

  /// The rows of a tokenizer that has no such stage.
  init() {
    single = Assembly(parts: [.sequence(0, typeID: 0, laterTypeID: 0)])
    pair = Assembly(parts: [
      .sequence(0, typeID: 0, laterTypeID: 0), .sequence(1, typeID: 1, laterTypeID: 1),
    ])
  }

  /// The rows of stages applied one after another.
  init(_ stages: [PostProcessingStage], path: String) throws(TokenizerError) {
    self.init()
    trims = stages.compactMap(\.trim)
    single = try Self.row([single], stages, path)
    pair = try Self.row(pair.parts.map { Assembly(parts: [$0]) }, stages, path)
  }

  /// Lets a blank that the tokenizer put before a text be no part of it.
  mutating func addPrefixSpace() { trims = trims.map { _ in OffsetTrim(addsPrefixSpace: true) } }

  /// Sends the rows of the texts through the stages and joins what comes out.
  private static func row(
    _ elements: [Assembly], _ stages: [PostProcessingStage], _ path: String
  ) throws(TokenizerError) -> Assembly {
    var elements = elements
    for stage in stages { elements = try stage.apply(to: elements, path: path) }
    return Assembly(parts: elements.flatMap(\.parts))
  }

  /// The row for one or two texts, with special tokens or without.
  func assembly(isPair: Bool, addsSpecials: Bool) -> Assembly {
    let assembly = isPair ? pair : single
    return addsSpecials ? assembly : assembly.withoutSpecials
  }
}
