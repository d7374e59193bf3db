/// Keeps what entities stand for in proportion to the document, as libxml2 does from version 2.11 on: a
/// million bytes are free; beyond them a document may come to five times its own size. Older versions count
/// only in their tree builder.
struct XMLBudget: Sendable {
  /// Bytes of the document given to the parser.
  var bytesRead = 0
  private var produced = 0
  private var referenced = 0

  /// Counts text, values and names that the parser gives out; false when they are too much.
  mutating func produce(_ count: Int) -> Bool {
    produced += count
    return isWithin(produced)
  }

  /// Counts an entity about to be read, whatever it holds; false when that is too much.
  mutating func refer(toEntityOf count: Int) -> Bool {
    referenced += count + XMLLimits.referenceCost
    return isWithin(referenced)
  }

  private func isWithin(_ count: Int) -> Bool {
    count <= XMLLimits.allowedExpansion || count <= XMLLimits.amplification * bytesRead
  }
}
