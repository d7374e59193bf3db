/// The tokens of a model, found by their bytes and by their ids.
struct Vocabulary: Sendable {
  let table: VocabularyTable
  /// Entries in the order of their ids; of equal ids the last.
  private let order: [Int32]

  init(_ table: VocabularyTable) {
    self.table = table
    order = (0..<Int32(table.count)).sorted {
      (table.id(ofEntry: Int($0)), $0) < (table.id(ofEntry: Int($1)), $1)
    }
  }

  /// How many different tokens there are.
  var count: Int { table.count }

  /// The id of a token, or nil.
  func id(of token: String) -> Int32? { table.id(of: token) }

  /// The bytes of the token that has an id, or nil.
  func token(of id: Int32) -> ArraySlice<UInt8>? {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if table.id(ofEntry: Int(order[middle])) <= id { low = middle + 1 } else { high = middle }
    }
    guard low > 0, table.id(ofEntry: Int(order[low - 1])) == id else { return nil }
    return table.key(of: Int(order[low - 1]))
  }
}
