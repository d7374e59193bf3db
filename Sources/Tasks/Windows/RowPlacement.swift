import Tokenizers

/// Tokens of a long text, each in the one window where it counts; windows in which none counts are not computed.
struct RowPlacement: Sendable {
  /// The windows that are computed, each with the rows of its tokens.
  let windows: [Window]
  /// For each token the window and the row that its scores come back in; nil where no token was given.
  let places: [(window: Int, row: Int)?]

  /// Places `tokens`, ascending indices into the first text of `encodings`, of which neighbours share `overlap` tokens.
  init(_ tokens: [Int?], in encodings: [Encoding], overlap: Int) {
    let firstTokens = encodings.map { $0.sequenceIDs.firstIndex(of: 0) ?? 0 }
    let counts = encodings.map { encoding in encoding.sequenceIDs.count { $0 == 0 } }
    let cover = WindowCover(counts: counts, overlap: overlap)
    var rows = [[Int32]](repeating: [], count: encodings.count)
    var places = [(window: Int, row: Int)?](repeating: nil, count: tokens.count)
    var window = 0
    for (index, token) in tokens.enumerated() {
      guard let token else { continue }
      cover.advance(&window, first: token, last: token)
      places[index] = (window, rows[window].count)
      rows[window].append(Int32(firstTokens[window] + token - cover.bounds[window].lowerBound))
    }
    var windows: [Window] = []
    var computed = [Int](repeating: 0, count: encodings.count)
    for index in encodings.indices where !rows[index].isEmpty {
      computed[index] = windows.count
      windows.append(
        Window(ids: encodings[index].ids, typeIDs: encodings[index].typeIDs, rows: .some(rows[index])))
    }
    self.windows = windows
    self.places = places.map { $0.map { (computed[$0.window], $0.row) } }
  }
}
