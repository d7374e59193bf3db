/// All tokens as a tree of bytes: every token that stands at a place is found in one walk.
struct PrefixTree: Sendable {
  /// The children of a node stand next to one another, in the order of their bytes.
  private struct Node: Sendable {
    var firstChild: Int32 = 0
    var childCount: Int16 = 0
    var byte: UInt8 = 0
    /// The value of the token that ends here, or -1.
    var value: Int32 = -1
  }

  private var nodes = [Node()]
  /// The child of the root for each first byte, or 0.
  private var roots = [Int32](repeating: 0, count: 256)

  /// A tree of keys with values; of equal keys the last counts, and an empty one is left out.
  init(_ keys: [ArraySlice<UInt8>], values: [Int32]) {
    let order = Self.order(of: keys)
    var pending = [(low: 0, high: order.count, depth: 0, node: 0)]
    var next = 0
    while next < pending.count {
      var (low, high, depth, node) = pending[next]
      next += 1
      while low < high, keys[order[low]].count == depth {
        if depth > 0 { nodes[node].value = values[order[low]] }
        low += 1
      }
      nodes[node].firstChild = Int32(nodes.count)
      while low < high {
        let byte = Self.byte(of: keys[order[low]], at: depth)
        var end = low + 1
        while end < high, Self.byte(of: keys[order[end]], at: depth) == byte { end += 1 }
        if depth == 0 { roots[Int(byte)] = Int32(nodes.count) }
        nodes[node].childCount += 1
        pending.append((low, end, depth + 1, nodes.count))
        nodes.append(Node(byte: byte))
        low = end
      }
    }
  }

  private static func byte(of key: ArraySlice<UInt8>, at depth: Int) -> UInt8 { key[key.startIndex + depth] }

  /// The keys in the order of their bytes, equal ones as they come; eight bytes are compared at once.
  private static func order(of keys: [ArraySlice<UInt8>]) -> [Int] {
    let heads = keys.map { key in
      var head: UInt64 = 0
      for byte in key.prefix(8) { head = head << 8 | UInt64(byte) }
      return head << UInt64(8 * (8 - min(key.count, 8)))
    }
    return keys.indices.sorted { left, right in
      if heads[left] != heads[right] { return heads[left] < heads[right] }
      if keys[left].lexicographicallyPrecedes(keys[right]) { return true }
      return left < right && keys[left].elementsEqual(keys[right])
    }
  }

  /// The child of a node for a byte, or 0, which is the root and nobody's child.
  @inline(__always)
  func child(of node: Int, for byte: UInt8) -> Int {
    if node == 0 { return Int(roots[Int(byte)]) }
    var low = Int(nodes[node].firstChild)
    var high = low + Int(nodes[node].childCount)
    while high - low > 4 {
      let middle = (low + high) / 2
      if nodes[middle].byte <= byte { low = middle } else { high = middle }
    }
    while low < high {
      if nodes[low].byte == byte { return low }
      low += 1
    }
    return 0
  }

  /// The value of the token that ends at a node, or -1.
  @inline(__always)
  func value(at node: Int) -> Int32 { nodes[node].value }
}
