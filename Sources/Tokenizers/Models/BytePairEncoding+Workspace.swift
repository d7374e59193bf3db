extension BytePairEncoding {
  /// The symbols of one word and the pairs of them that wait to be merged.
  struct Workspace {
    /// A token that may still be merged; `length` in bytes is 0 once it was merged into the one before it.
    struct Symbol {
      var id: Int32
      var length: Int32
      var previous: Int32
      var next: Int32
    }

    private(set) var heap: [UInt64] = []
    var symbols: [Symbol] = []
    /// What becomes of each symbol and the next one, where all of them are looked at.
    var merges: [PairTable.Merge] = []
    /// What is looked up for one character.
    var text: [UInt8] = []

    mutating func removeAll() {
      symbols.removeAll(keepingCapacity: true)
      heap.removeAll(keepingCapacity: true)
    }

    mutating func add(_ id: Int32, length: Int32) {
      let place = Int32(truncatingIfNeeded: symbols.count)
      if place > 0 { symbols[Int(place) - 1].next = place }
      symbols.append(Symbol(id: id, length: length, previous: place - 1, next: -1))
    }

    /// Queues a pair by the place of its left symbol; of equal ranks the leftmost is the lowest.
    mutating func push(rank: UInt32, place: Int) {
      heap.append(UInt64(rank) << 32 | UInt64(UInt32(truncatingIfNeeded: place)))
      var child = heap.count - 1
      while child > 0 {
        let parent = (child - 1) / 2
        if heap[parent] <= heap[child] { break }
        heap.swapAt(parent, child)
        child = parent
      }
    }

    /// Takes the lowest pair out of the queue.
    mutating func popLowest() -> (rank: UInt32, place: Int)? {
      guard let lowest = heap.first, let last = heap.popLast() else { return nil }
      if !heap.isEmpty {
        heap[0] = last
        var parent = 0
        while true {
          var child = 2 * parent + 1
          if child >= heap.count { break }
          if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
          if heap[parent] <= heap[child] { break }
          heap.swapAt(parent, child)
          parent = child
        }
      }
      return (UInt32(truncatingIfNeeded: lowest >> 32), Int(UInt32(truncatingIfNeeded: lowest)))
    }
  }
}
