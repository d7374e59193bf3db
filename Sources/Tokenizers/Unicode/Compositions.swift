/// Canonical compositions of two scalars.
struct Compositions: Sendable {
  /// The compositions of the whole process.
  static let shared = Compositions()

  private var keys: [UInt64] = []
  private var results: [UInt32] = []

  private init() {
    var entries: [(UInt64, UInt32)] = []
    var reader = CharacterDataReader(CharacterData.compositions)
    reader.pairs { entries.append((Self.key($0, $1), $2)) }
    entries.sort { $0.0 < $1.0 }
    keys = entries.map(\.0)
    results = entries.map(\.1)
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }

  /// The scalar that two make together, or nil.
  func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if let syllable = HangulSyllable.compose(first, second) { return syllable }
    let key = Self.key(first, second)
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? results[low] : nil
  }
}
