import Synchronization

/// How far a reader is: the bytes of the inputs that it read, and where in them its items were. The reader counts;
/// progress reports ask.
package final class ByteCounter: Sendable {
  private let state = Mutex(ReadingMarks())

  /// Counts a chunk.
  func add(_ count: Int) { state.withLock { $0.add(count) } }

  /// Counts an item that the reader handed on.
  func addItem() { state.withLock { $0.items += 1 } }

  /// Nothing read.
  package init() {}

  /// The bytes read so far; the reader may be far ahead of what is done.
  package var value: Int { state.withLock { $0.bytes } }

  /// About where the first so many items end.
  package func bytes(ofItems items: Int) -> Int { state.withLock { $0.bytes(ofItems: items) } }
}

/// How many items came of how many bytes, marked whenever a chunk was used up.
package struct ReadingMarks: Sendable {
  private static let limit = 256

  /// Bytes read.
  package private(set) var bytes = 0
  /// Items that came of them.
  package var items = 0
  private var marks: [(items: Int, bytes: Int)] = [(0, 0)]

  /// Nothing read.
  package init() {}

  /// Counts a chunk: what was read before it has become items by now.
  package mutating func add(_ count: Int) {
    if items > marks[marks.count - 1].items { marks.append((items, bytes)) }
    bytes += count
    // Far back, every other mark will do.
    if marks.count > Self.limit {
      marks = marks.enumerated().filter { $0.offset % 2 == 0 || $0.offset > Self.limit / 2 }.map(\.element)
    }
  }

  /// About where the first so many items end: between two marks in proportion, after the last one by the mean of the items since.
  package func bytes(ofItems wanted: Int) -> Int {
    let next = marks.firstIndex { $0.items >= wanted } ?? marks.count
    if next == 0 { return 0 }
    let before = marks[next - 1]
    let after = next < marks.count ? marks[next] : (items: max(items, wanted), bytes: bytes)
    let share = Double(wanted - before.items) / Double(max(1, after.items - before.items))
    return before.bytes + Int(share * Double(after.bytes - before.bytes))
  }
}
