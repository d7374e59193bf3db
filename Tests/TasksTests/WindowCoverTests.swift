import Tasks
import Testing

@Suite struct WindowCoverTests {
  @Test func aTokenCountsWhereItsSmallerContextIsLargest() {
    let cover = WindowCover(counts: [10, 10, 7], overlap: 4)
    #expect(cover.bounds == [0..<10, 6..<16, 12..<19])
    var window = 0
    let chosen = (0..<19).map { token in
      cover.advance(&window, first: token, last: token)
      return window
    }
    #expect(chosen == [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
  }

  @Test func ofEqualWindowsTheEarlierCounts() {
    let cover = WindowCover(bounds: [0..<5, 2..<7])
    var window = 0
    cover.advance(&window, first: 3, last: 3)
    #expect(window == 0)
  }

  @Test func overlapNeverReachesTheRoom() {
    #expect(Windowing(window: 384).overlap(room: 300) == 128)
    #expect(Windowing(window: 64).overlap(room: 41) == 20)
    #expect(Windowing(window: 64, overlap: 50).overlap(room: 41) == 40)
    #expect(Windowing(window: 8).overlap(room: 1) == 0)
  }
}
