/// Rows that a product takes at once. Heights are fixed, so that a product is created once and a row's bits do not depend on
/// how many rows there are.
enum Tile {
  /// Heights that are tried, the tallest first. Shorter ones serve the end of a batch; they are used only where they give
  /// the bits of the tallest (`Product`).
  static let heights = [128, 64, 32, 16, 8]
  static let tallest = 128

  /// Cuts `count` rows into tiles of the heights given, the tallest first. All are full but the last, which wastes less than
  /// the shortest height.
  static func each<Failure: Error>(
    of count: Int, heights: [Int], _ body: (_ start: Int, _ height: Int, _ used: Int) throws(Failure) -> Void
  ) throws(Failure) {
    var start = 0
    while start < count {
      let left = count - start
      let height = height(for: left, of: heights)
      let used = min(height, left)
      try body(start, height, used)
      start += used
    }
  }

  private static func height(for left: Int, of heights: [Int]) -> Int {
    let shortest = heights[heights.count - 1]
    var chosen = shortest
    for height in heights where height > chosen && height - left < shortest { chosen = height }
    return chosen
  }
}
