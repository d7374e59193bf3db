/// How long texts are cut into overlapping windows.
package struct Windowing: Sendable, Equatable {
  /// Tokens of a window, specials included.
  package var window: Int
  /// Tokens that neighbouring windows share, where that was asked for.
  package var overlap: Int?

  /// The largest default overlap.
  private static let defaultOverlap = 128

  /// Windows of `window` tokens.
  package init(window: Int, overlap: Int? = nil) {
    self.window = window
    self.overlap = overlap
  }

  /// The overlap for a text that has `room` tokens of each window: what was asked for, else the smaller of 128 and
  /// half the room. It is always smaller than the room, so that windows move on.
  package func overlap(room: Int) -> Int {
    max(0, min(overlap ?? min(Self.defaultOverlap, room / 2), room - 1))
  }
}
