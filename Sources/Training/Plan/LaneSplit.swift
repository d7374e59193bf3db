/// The examples of a step in lanes of about as many tokens. Which example is in which lane depends on nothing but the step.
enum LaneSplit {
  /// The places of the examples that each of `lanes` lanes gets, by their tokens: longest first, each to the lane with the
  /// fewest so far.
  static func lanes(_ lengths: [Int], _ lanes: Int) -> [[Int]] {
    var split = [[Int]](repeating: [], count: lanes)
    var tokens = [Int](repeating: 0, count: lanes)
    for place in lengths.indices.sorted(by: { (lengths[$1], $0) < (lengths[$0], $1) }) {
      let lane = tokens.indices.min { tokens[$0] < tokens[$1] } ?? 0
      split[lane].append(place)
      tokens[lane] += lengths[place]
    }
    return split
  }
}
