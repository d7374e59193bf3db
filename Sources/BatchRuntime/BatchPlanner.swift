/// The pool of units that wait for a batch, and the rule that picks the next batch out of it.
///
/// Rows are computed in whole tiles, so of all subsets of the pool that fit the budget the one is wanted that wastes
/// the fewest rows of its tiles. The oldest unit is always in the next batch, which bounds how long it holds up
/// the outputs behind it; then units are taken in order of age, and the last rows, half of a small budget, are filled exactly,
/// if the units at hand can: long ones need that much room to have a choice.
package struct BatchPlanner {
  /// A unit by the place of its input in the run and its own place in its input.
  package struct Place: Equatable, Sendable {
    /// The input's place in the run.
    package let input: Int
    /// The unit's place in its input.
    package let unit: Int
    /// The rows of the unit, at least 1.
    package let rows: Int

    /// A unit of an input.
    package init(input: Int, unit: Int, rows: Int) {
      self.input = input
      self.unit = unit
      self.rows = rows
    }
  }

  /// Which unit must be in the next batch.
  package enum Anchor: Sendable {
    /// So that no output is held up for long.
    case oldest
    /// At the end of a run: a large unit that is started last keeps everyone waiting.
    case largest
  }

  /// Candidates looked at to fill a batch; an exact fill is nearly always found among the first few dozen.
  private static let candidateLimit = 256

  private let tile: Int
  /// In order of age; `taken` ones stay as gaps until they reach the front, so that places keep sorted.
  private var pool: [(place: Place, taken: Bool)] = []
  private var head = 0
  /// Units that wait.
  package private(set) var count = 0
  /// Rows that wait.
  package private(set) var rows = 0

  /// An empty pool for tiles of so many rows.
  package init(tile: Int) {
    self.tile = tile
  }

  /// Adds units that are neighbours in the order of inputs.
  package mutating func insert(_ places: [Place]) {
    guard let first = places.first else { return }
    let entries = places.map { (place: $0, taken: false) }
    var low = head
    var high = pool.count
    if let last = pool.last, high > head, last.place.input < first.input { low = high }
    while low < high {
      let middle = (low + high) / 2
      if pool[middle].place.input < first.input { low = middle + 1 } else { high = middle }
    }
    pool.insert(contentsOf: entries, at: low)
    count += places.count
    for place in places { rows += place.rows }
  }

  /// Drops every unit of the inputs from `input` on.
  package mutating func remove(from input: Int) {
    for index in head..<pool.count where !pool[index].taken && pool[index].place.input >= input {
      take(index)
    }
    dropTaken()
  }

  /// Takes the units of the next batch, at most `budget` rows; more only if a single unit has more, and then up
  /// to the end of its last tile. Empty only when nothing waits.
  package mutating func next(budget: Int, anchor: Anchor = .oldest) -> [Place] {
    dropTaken()
    guard head < pool.count else { return [] }
    let first = anchor == .oldest ? head : largest()
    var batch = [pool[first].place]
    take(first)
    let capacity = batch[0].rows > budget ? tiled(batch[0].rows) : budget
    // No more than as many candidates fill, however short they are.
    let exact = max(tile, min(capacity / 2, Self.candidateLimit))
    var total = batch[0].rows

    var index = head
    while index < pool.count {
      if !pool[index].taken {
        let place = pool[index].place
        if capacity - total - place.rows < exact { break }
        batch.append(place)
        total += place.rows
        take(index)
      }
      index += 1
    }
    for filler in fill(from: index, above: total, capacity: capacity) {
      batch.append(pool[filler].place)
      take(filler)
    }
    dropTaken()
    return batch
  }

  /// The rows of the tiles that so many rows are computed in.
  package func tiled(_ rows: Int) -> Int {
    (rows + tile - 1) / tile * tile
  }

  /// The places of the units, from `start` on, that make a batch of `total` rows waste least.
  ///
  /// A subset sum over the rows that are left: `last[s]` is the candidate by which sum s was first reached. Older
  /// candidates come first, and the search ends at the first exact fill, so that older units are preferred.
  private func fill(from start: Int, above total: Int, capacity: Int) -> [Int] {
    let left = capacity - total
    guard left > 0, start < pool.count else { return [] }
    var last = [Int](repeating: -1, count: left + 1)
    var reached = 0
    var candidates = 0
    var index = start
    while index < pool.count && candidates < Self.candidateLimit && last[left] < 0 {
      let rows = pool[index].place.rows
      if !pool[index].taken && rows <= left {
        candidates += 1
        var sum = min(left, reached + rows)
        reached = sum
        while sum >= rows {
          if last[sum] < 0 && (sum == rows || last[sum - rows] >= 0 && last[sum - rows] != index) {
            last[sum] = index
          }
          sum -= 1
        }
      }
      index += 1
    }

    var best = 0
    for sum in stride(from: 1, through: left, by: 1) where last[sum] >= 0 {
      if wastesLess(total + sum, than: total + best) { best = sum }
    }
    var chosen: [Int] = []
    while best > 0 {
      chosen.append(last[best])
      best -= pool[last[best]].place.rows
    }
    return chosen.reversed()
  }

  /// Compares what a row costs; the 1 is what a batch costs beyond its tiles, so that of two exact fills the
  /// larger wins.
  private func wastesLess(_ one: Int, than other: Int) -> Bool {
    (tiled(one) + 1) * other < (tiled(other) + 1) * one
  }

  private func largest() -> Int {
    var best = head
    for index in head..<pool.count where !pool[index].taken {
      if pool[index].place.rows > pool[best].place.rows { best = index }
    }
    return best
  }

  private mutating func take(_ index: Int) {
    pool[index].taken = true
    count -= 1
    rows -= pool[index].place.rows
  }

  private mutating func dropTaken() {
    while head < pool.count && pool[head].taken { head += 1 }
    if head >= 64 && head * 2 >= pool.count {
      pool.removeSubrange(..<head)
      head = 0
    }
  }
}
