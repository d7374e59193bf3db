import Glibc

/// Pages that cost one fault where small ones cost hundreds: the first touch of a model's arrays takes longer than reading
/// and packing them.
enum LargePages {
  private static let size = 2 << 20

  /// Asks for large pages under memory that nobody has touched yet, as far as whole ones fit in it. Where the system has none
  /// the memory is as it was.
  static func advise(_ memory: UnsafeMutableRawBufferPointer) {
    guard let base = memory.baseAddress else { return }
    let start = base.alignedUp(toMultipleOf: size)
    let end = (base + memory.count).alignedDown(toMultipleOf: size)
    if start < end { madvise(start, end - start, MADV_HUGEPAGE) }
  }
}
