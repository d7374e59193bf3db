import TestSupport

/// Repeatable numbers for tests.
typealias Numbers = SeededRandom

/// A buffer that begins one element after a cache line, with guards behind it that a kernel must leave alone.
final class Unaligned<Element: BitwiseCopyable & Equatable> {
  let start: UnsafeMutablePointer<Element>
  let count: Int
  private let memory: UnsafeMutableRawPointer
  private let guardElement: Element
  private static var guards: Int { 64 }

  init(_ elements: [Element], guardedBy guardElement: Element) {
    count = elements.count
    self.guardElement = guardElement
    memory = .allocate(byteCount: (count + 1 + Self.guards) * MemoryLayout<Element>.stride, alignment: 64)
    start = memory.bindMemory(to: Element.self, capacity: count + 1 + Self.guards) + 1
    for i in 0..<count { start[i] = elements[i] }
    for i in count..<count + Self.guards { start[i] = guardElement }
  }

  deinit { memory.deallocate() }

  var elements: [Element] { (0..<count).map { start[$0] } }
  var isIntact: Bool { (count..<count + Self.guards).allSatisfy { start[$0] == guardElement } }
}

extension Unaligned where Element: Numeric {
  convenience init(_ elements: [Element]) { self.init(elements, guardedBy: 77) }
  convenience init(count: Int) { self.init([Element](repeating: 0, count: count)) }
}

func float(bf16 bits: UInt16) -> Float { Float(bitPattern: UInt32(bits) << 16) }

/// Rounds to nearest, ties to even.
func bf16(_ x: Float) -> UInt16 {
  if x.isNaN { return UInt16(x.bitPattern >> 16) | 0x40 }
  let bits = x.bitPattern
  return UInt16((bits &+ 0x7fff &+ (bits >> 16 & 1)) >> 16)
}
