import Glibc

/// Memory of its own that begins on a cache line, zeros at first.
///
/// Whoever holds it decides about access: weights are written before they are shared and never after; everything else has
/// one owner.
final class AlignedMemory: @unchecked Sendable {
  let start: UnsafeMutableRawPointer
  let byteCount: Int

  /// Large pages spare a walk of the page table for nearly every row of weights, and most of the time that the first
  /// touch of small ones costs.
  private static let largePage = 2 << 20

  init(byteCount: Int) {
    let isLarge = byteCount >= Self.largePage
    let alignment = isLarge ? Self.largePage : 64
    let size = (max(byteCount, 1) + 63) / 64 * 64
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, alignment, size) == 0, let memory else {
      fatalError("out of memory: \(size) bytes")
    }
    if isLarge { _ = madvise(memory, size, MADV_HUGEPAGE) }
    memset(memory, 0, size)
    self.start = memory
    self.byteCount = size
  }

  /// A copy of the elements.
  convenience init<Element: BitwiseCopyable>(_ elements: [Element]) {
    self.init(byteCount: elements.count * MemoryLayout<Element>.stride)
    elements.withUnsafeBytes { bytes in
      if let source = bytes.baseAddress { start.copyMemory(from: source, byteCount: bytes.count) }
    }
  }

  deinit { free(start) }

  func bound<Element: BitwiseCopyable>(to type: Element.Type, at index: Int = 0) -> UnsafeMutablePointer<
    Element
  > {
    start.assumingMemoryBound(to: type) + index
  }
}
