/// All tokens as a tree of bytes: every token that starts at a place is found in one walk.
struct PrefixTree: Sendable {
  /// The children of a node are next to one another, in the order of their bytes.
  private struct Node: Sendable {
    /// The first child; of a node with a table, where the table begins.
    var children: Int32 = 0
    /// How many children there are, or `tabled`.
    var childCount: Int16 = 0
    var byte: UInt8 = 0
    /// The value of the token that ends here, or -1.
    var value: Int32 = -1
  }

  private var nodes = [Node()]
  /// Of the root and every node with many children a table: the child for each byte, or 0.
  private var tables: [Int32] = []

  private static let tabled: Int16 = -1
  /// Nodes with more children than this have a table; there are few of them, and most walks end there.
  private static let searchedChildren = 8

  /// A tree of keys with values; of equal keys the last counts, and an empty one is left out.
  init(_ keys: [ArraySlice<UInt8>], values: [Int32]) {
    let sorted = SortedKeys(keys)
    var pending = [(low: 0, high: keys.count, depth: 0, node: 0)]
    var next = 0
    while next < pending.count {
      var (low, high, depth, node) = pending[next]
      next += 1
      while low < high, sorted.count(of: low) == depth {
        if depth > 0 { nodes[node].value = values[sorted.order[low]] }
        low += 1
      }
      let firstChild = nodes.count
      while low < high {
        let byte = sorted.byte(of: low, at: depth)
        var end = low + 1
        while end < high, sorted.byte(of: end, at: depth) == byte { end += 1 }
        pending.append((low, end, depth + 1, nodes.count))
        nodes.append(Node(byte: byte))
        low = end
      }
      connect(node, to: firstChild..<nodes.count)
    }
  }

  private mutating func connect(_ node: Int, to children: Range<Int>) {
    guard node == 0 || children.count > Self.searchedChildren else {
      nodes[node].children = Int32(children.lowerBound)
      nodes[node].childCount = Int16(children.count)
      return
    }
    nodes[node].children = Int32(tables.count)
    nodes[node].childCount = Self.tabled
    tables += repeatElement(0, count: 256)
    for child in children { tables[tables.count - 256 + Int(nodes[child].byte)] = Int32(child) }
  }

  /// The child of a node for a byte, or 0, which is the root and nobody's child.
  @inline(__always)
  func child(of node: Int, for byte: UInt8) -> Int {
    let parent = nodes[node]
    if parent.childCount == Self.tabled { return Int(tables[Int(parent.children) + Int(byte)]) }
    var child = Int(parent.children)
    let end = child + Int(parent.childCount)
    while child < end {
      if nodes[child].byte == byte { return child }
      child += 1
    }
    return 0
  }

  /// The value of the token that ends at a node, or -1.
  @inline(__always)
  func value(at node: Int) -> Int32 { nodes[node].value }
}

/// Keys in the order of their bytes, equal ones as they come, laid end to end.
private struct SortedKeys {
  /// The places of the keys before they were sorted.
  let order: [Int]
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  init(_ keys: [ArraySlice<UInt8>]) {
    // Eight bytes are compared at once.
    let heads = keys.map { key in
      var head: UInt64 = 0
      for byte in key.prefix(8) { head = head << 8 | UInt64(byte) }
      return head << UInt64(8 * (8 - min(key.count, 8)))
    }
    order = keys.indices.sorted { left, right in
      if heads[left] != heads[right] { return heads[left] < heads[right] }
      return keys[left].lexicographicallyPrecedes(keys[right])
    }
    ends.reserveCapacity(keys.count + 1)
    for place in order {
      bytes += keys[place]
      ends.append(bytes.count)
    }
  }

  func count(of place: Int) -> Int { ends[place + 1] - ends[place] }

  func byte(of place: Int, at depth: Int) -> UInt8 { bytes[ends[place] + depth] }
}
