/// Finds any of a set of texts in a text: at the first place where one occurs, the longest of those that
/// occur there.
struct TokenMatcher: Sendable {
  /// A node of the trie: where its edges are, and which pattern ends here, or -1.
  private struct Node {
    var edges: [(byte: UInt8, node: Int32)] = []
    var pattern: Int32 = -1
  }

  private var nodes = [Node()]
  private var isFirstByte = [Bool](repeating: false, count: 256)

  /// Whether it has no pattern.
  var isEmpty: Bool { nodes.count == 1 }

  /// Adds a pattern; of equal ones the first stays, and an empty one is never found.
  mutating func insert(_ pattern: [UInt8], value: Int32) {
    guard let first = pattern.first else { return }
    isFirstByte[Int(first)] = true
    var node = 0
    for byte in pattern {
      if let edge = nodes[node].edges.first(where: { $0.byte == byte }) {
        node = Int(edge.node)
      } else {
        nodes[node].edges.append((byte, Int32(nodes.count)))
        node = nodes.count
        nodes.append(Node())
      }
    }
    if nodes[node].pattern < 0 { nodes[node].pattern = value }
  }

  /// The next match at or after `start`: its range and its value.
  func next(in bytes: [UInt8], from start: Int, to end: Int) -> (start: Int, end: Int, value: Int32)? {
    var index = start
    while index < end {
      if isFirstByte[Int(bytes[index])], let match = longest(in: bytes, at: index, to: end) {
        return (index, match.end, match.value)
      }
      index += 1
    }
    return nil
  }

  private func longest(in bytes: [UInt8], at start: Int, to end: Int) -> (end: Int, value: Int32)? {
    var node = 0
    var index = start
    var found: (end: Int, value: Int32)?
    while index < end, let edge = nodes[node].edges.first(where: { $0.byte == bytes[index] }) {
      node = Int(edge.node)
      index += 1
      if nodes[node].pattern >= 0 { found = (index, nodes[node].pattern) }
    }
    return found
  }
}
