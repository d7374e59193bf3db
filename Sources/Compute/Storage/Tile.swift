/// Rows that a product takes at once: few enough that what is computed of them stays in cache. oneDNN's heights are fixed, so
/// that a primitive is created once and a row's bits do not depend on how many rows there are.
struct Tile {
  /// The number of the tile's first row.
  var start: Int
  /// Rows that the product reads and writes.
  var height: Int
  /// Rows that hold anything, the others being zeros.
  var used: Int

  /// Heights that are tried, the tallest first. Shorter ones serve the end of a batch; they are used only where they give
  /// the bits of the tallest (`Product`).
  static let heights = [128, 64, 32, 16, 8]
  static let tallest = 128

  /// Cuts `count` rows into tiles of the heights given, the tallest first. All are full but the last, which wastes less than
  /// the shortest height. Without heights they are about equal.
  static func cut(_ count: Int, heights: [Int]) -> Cut { Cut(count: count, heights: heights) }

  /// The tiles of a batch, one after another.
  struct Cut: Sequence, IteratorProtocol {
    private let count: Int
    private let heights: [Int]
    private var start = 0

    fileprivate init(count: Int, heights: [Int]) {
      self.count = count
      self.heights = heights
    }

    mutating func next() -> Tile? {
      guard start < count else { return nil }
      let left = count - start
      let height = heights.isEmpty ? (left + tilesLeft(left) - 1) / tilesLeft(left) : height(for: left)
      defer { start += height }
      return Tile(start: start, height: height, used: Swift.min(height, left))
    }

    private func tilesLeft(_ left: Int) -> Int { (left + Tile.tallest - 1) / Tile.tallest }

    private func height(for left: Int) -> Int {
      let shortest = heights[heights.count - 1]
      var chosen = shortest
      for height in heights where height > chosen && height - left < shortest { chosen = height }
      return chosen
    }
  }
}
