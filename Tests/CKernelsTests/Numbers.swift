/// Repeatable numbers for tests.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64 = 1) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var x = state
    x = (x ^ (x >> 30)) &* 0xbf58_476d_1ce4_e5b9
    x = (x ^ (x >> 27)) &* 0x94d0_49bb_1331_11eb
    return x ^ (x >> 31)
  }

  /// In [-limit, limit].
  mutating func float(_ limit: Float = 1) -> Float { (Float(next() >> 40) / Float(1 << 23) - 1) * limit }

  mutating func floats(_ count: Int, _ limit: Float = 1) -> [Float] { (0..<count).map { _ in float(limit) } }

  mutating func integers(_ count: Int, in range: ClosedRange<Int>) -> [Int] {
    (0..<count).map { _ in range.lowerBound + Int(next() % UInt64(range.count)) }
  }
}

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

/// The largest difference, in units of `max(1, |expected|)`; infinite where one is not a number and the other is,
/// or where there are not as many of them.
func worstError(_ got: [Float], _ expected: [Double]) -> Double {
  if got.count != expected.count { return .infinity }
  return zip(got, expected).reduce(0) { worst, pair in
    let (got, expected) = (Double(pair.0), pair.1)
    if expected.isNaN || got.isNaN { return expected.isNaN && got.isNaN ? worst : .infinity }
    if got == expected { return worst }
    return max(worst, abs(got - expected) / max(1, abs(expected)))
  }
}
