import Synchronization

/// How many bytes of the inputs have been read; the reader adds, the progress line looks.
final class ByteCounter: Sendable {
  private let bytes = Atomic<Int>(0)

  /// Counts a chunk.
  func add(_ count: Int) { bytes.add(count, ordering: .relaxed) }

  /// The bytes so far.
  var value: Int { bytes.load(ordering: .relaxed) }
}
