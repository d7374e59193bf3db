import Compute

/// Sequences of token ids that go through an encoder together, end to end and without padding.
///
/// Reuse one and empty it between batches: it keeps its memory.
package struct Batch: Sendable {
  /// Token ids, sequence after sequence.
  package private(set) var ids: [Int32] = []
  /// Token types, one an id, within the encoder's table.
  package private(set) var types: [Int32] = []
  /// Each token's row of the position table, from `Architecture.positionRows` on.
  package private(set) var places: [Int32] = []
  /// Tokens of each sequence.
  package private(set) var lengths: [Int32] = []
  /// Number of wanted rows before each sequence's, and of all of them at the end.
  private(set) var resultStarts: [Int] = [0]
  /// The wanted queries of the last layer.
  private(set) var wanted = Attention.Subset()
  /// The wanted rows' numbers in the whole batch.
  private(set) var wantedRows: [Int32] = []

  private let architecture: Architecture

  /// Creates an empty batch for an encoder of this architecture.
  package init(for architecture: Architecture) {
    self.architecture = architecture
  }

  /// Number of tokens.
  package var rowCount: Int { ids.count }
  /// Whether there is no sequence.
  package var isEmpty: Bool { lengths.isEmpty }
  /// Whether every row is wanted, in order.
  var wantsAll: Bool { wantedRows.count == ids.count && everySequenceIsWhole }
  private var everySequenceIsWhole = true

  /// The rows of sequence `number` in what the encoder computes from this batch.
  package func resultRows(of number: Int) -> Range<Int> { resultStarts[number]..<resultStarts[number + 1] }

  /// Adds a sequence of at least one token and at most the architecture's limit. `types` may be empty, for all zeros.
  package mutating func append(ids newIDs: [Int32], types newTypes: [Int32] = [], rows: RowSelection = .all) {
    let count = newIDs.count
    precondition(
      count > 0 && (newTypes.isEmpty || newTypes.count == count), "a sequence has tokens, each with a type")
    precondition(
      count <= architecture.positions.limit ?? .max, "a sequence lies within the encoder's positions")
    let start = Int32(ids.count)
    ids.append(contentsOf: newIDs)
    lengths.append(Int32(count))
    for place in 0..<count {
      let type = newTypes.isEmpty ? 0 : newTypes[place]
      // Families without a second type take the first for both texts of a pair.
      types.append(type < architecture.embedding.types ? type : 0)
    }
    appendPlaces(of: newIDs)
    switch rows {
    case .all:
      for place in 0..<Int32(count) { want(place, from: start) }
      wanted.counts.append(Int32(count))
    case .first:
      want(0, from: start)
      wanted.counts.append(1)
      everySequenceIsWhole = everySequenceIsWhole && count == 1
    case .some(let indices):
      for place in indices {
        precondition(place >= 0 && place < count, "a wanted row lies within its sequence")
        want(place, from: start)
      }
      wanted.counts.append(Int32(indices.count))
      everySequenceIsWhole = everySequenceIsWhole && indices.elementsEqual(0..<Int32(count))
    }
    resultStarts.append(wantedRows.count)
  }

  private mutating func appendPlaces(of newIDs: [Int32]) {
    guard case .counted(_, let padding) = architecture.positions else {
      places.append(contentsOf: 0..<Int32(newIDs.count))
      return
    }
    var taken: Int32 = 0
    for id in newIDs {
      let isPadding = id == padding
      if !isPadding { taken += 1 }
      places.append(isPadding ? 0 : taken)
    }
  }

  private mutating func want(_ place: Int32, from start: Int32) {
    wanted.places.append(place)
    wantedRows.append(start + place)
  }

  /// Forgets all sequences and keeps the memory.
  package mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    types.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    wanted.counts.removeAll(keepingCapacity: true)
    wanted.places.removeAll(keepingCapacity: true)
    wantedRows.removeAll(keepingCapacity: true)
    resultStarts.removeAll(keepingCapacity: true)
    resultStarts.append(0)
    everySequenceIsWhole = true
  }
}
