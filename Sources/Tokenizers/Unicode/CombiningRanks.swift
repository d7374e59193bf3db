/// The order of scalars with a combining class, as ranks: only which stands first is ever asked.
struct CombiningRanks: Sendable {
  /// The ranks of the whole process.
  static let shared = CombiningRanks()

  /// The scalars that have a rank, in rising order.
  private(set) var ranges: [ClosedRange<UInt32>] = []
  private var ranks: [UInt8] = []

  private init() {
    var reader = CharacterDataReader(CharacterData.combiningRanks)
    var entries: [(range: ClosedRange<UInt32>, rank: UInt8)] = []
    for (index, group) in reader.groups().enumerated() {
      for range in group { entries.append((range, UInt8(index + 1))) }
    }
    entries.sort { $0.range.lowerBound < $1.range.lowerBound }
    ranges = entries.map(\.range)
    ranks = entries.map(\.rank)
  }

  /// The rank of a scalar from 1, or 0 for one that starts a new sequence.
  func rank(of scalar: UInt32) -> UInt8 {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    guard low < ranges.count, ranges[low].contains(scalar) else { return 0 }
    return ranks[low]
  }
}
