import COutOfMemory
import Glibc

/// Memory of its own that begins on a cache line, zeros at first.
///
/// Its holder decides about access: weights are written before they are shared and never after; everything else has
/// one owner.
final class AlignedMemory: @unchecked Sendable {
  let start: UnsafeMutableRawPointer
  let byteCount: Int

  /// What stands for memory where there is none.
  static let nothing = AlignedMemory(byteCount: 64)

  /// Pages of this size spare a walk of the page table for nearly every row of weights, and most of the time that the
  /// first touch of small ones costs.
  private static let largePage = 2 << 20

  init(byteCount: Int) {
    self.byteCount = (max(byteCount, 1) + 63) / 64 * 64
    self.start = self.byteCount < Self.largePage ? Self.small(self.byteCount) : Self.large(self.byteCount)
  }

  private static func small(_ byteCount: Int) -> UnsafeMutableRawPointer {
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, 64, byteCount) == 0, let memory else { exhausted(byteCount) }
    memset(memory, 0, byteCount)
    return memory
  }

  /// Whole pages from the system, which are zeros; large ones where it has them.
  private static func large(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let span = byteCount + largePage
    guard let memory = mmap(nil, span, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      memory != MAP_FAILED
    else { exhausted(byteCount) }
    let start = memory.alignedUp(toMultipleOf: largePage)
    let end = (start + byteCount).alignedUp(toMultipleOf: Int(getpagesize()))
    if start > memory { munmap(memory, start - memory) }
    if memory + span > end { munmap(end, memory + span - end) }
    madvise(start, byteCount, MADV_HUGEPAGE)
    return start
  }

  private static func exhausted(_ byteCount: Int) -> Never { bertrun_out_of_memory(byteCount) }

  /// A copy of the elements.
  convenience init<Element: BitwiseCopyable>(_ elements: [Element]) {
    self.init(byteCount: elements.count * MemoryLayout<Element>.stride)
    elements.withUnsafeBytes { bytes in
      if let source = bytes.baseAddress { start.copyMemory(from: source, byteCount: bytes.count) }
    }
  }

  deinit {
    if byteCount < Self.largePage { free(start) } else { munmap(start, byteCount) }
  }

  func bound<Element: BitwiseCopyable>(to type: Element.Type, at index: Int = 0) -> UnsafeMutablePointer<
    Element
  > {
    start.assumingMemoryBound(to: type) + index
  }
}
