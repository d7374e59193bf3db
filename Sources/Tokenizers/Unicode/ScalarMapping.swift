/// A mapping from a scalar to one or more, found by binary search.
struct ScalarMapping: Sendable {
  /// Lower-case forms.
  static let lowercase = ScalarMapping(CharacterData.lowercase)
  /// Full canonical decompositions, Hangul syllables left out.
  static let canonical = ScalarMapping(CharacterData.canonical)
  /// Full compatibility decompositions where they differ from the canonical ones.
  static let compatible = ScalarMapping(CharacterData.compatible)

  private var keys: [UInt32] = []
  private var ends: [UInt32] = []
  /// The targets of all keys, one after another.
  private(set) var targets: [UInt32] = []

  private init(_ text: String) {
    var entries: [(UInt32, [UInt32])] = []
    var reader = CharacterDataReader(text)
    reader.mappings { entries.append(($0, $1)) }
    entries.sort { $0.0 < $1.0 }
    for (key, target) in entries {
      keys.append(key)
      targets += target
      ends.append(UInt32(targets.count))
    }
  }

  /// The keys, each as a range of one.
  var keyRanges: [ClosedRange<UInt32>] { keys.map { $0...$0 } }

  /// Where in `targets` the mapping of a scalar stands; empty when it has none.
  func targetRange(of scalar: UInt32) -> Range<Int> {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    guard low < keys.count, keys[low] == scalar else { return 0..<0 }
    return (low == 0 ? 0 : Int(ends[low - 1]))..<Int(ends[low])
  }
}
