/// An object's members in the order of the source, found by the UTF-8 bytes of their keys.
package struct JSONObject: Sendable {
  /// A key and its value.
  package typealias Member = (key: String, value: JSONValue)

  /// All members, duplicates too, in the order of the source.
  package let members: [Member]
  private let index: JSONKeyIndex?

  /// Below this count a walk over the members beats a hash of the key.
  private static let indexedCount = 16

  /// An object with these members.
  package init(_ members: [Member]) {
    self.members = members
    index = members.count > Self.indexedCount ? JSONKeyIndex(members) : nil
  }

  /// The value of a key, of duplicates the last; keys are compared by bytes, not canonically.
  package subscript(_ key: String) -> JSONValue? {
    if let index {
      return index.place(of: key, in: members).map { members[$0].value }
    }
    return members.last { $0.key.hasSameBytes(as: key) }?.value
  }

  /// The count of members, duplicates too.
  package var count: Int { members.count }
}

/// An open-addressed table from a key's bytes to the last member that has it.
private struct JSONKeyIndex: Sendable {
  /// Member number plus one; 0 is an empty slot.
  private var slots: [UInt32]
  private let mask: Int

  init(_ members: [JSONObject.Member]) {
    var capacity = 32
    while capacity < members.count * 2 { capacity *= 2 }
    slots = [UInt32](repeating: 0, count: capacity)
    mask = capacity - 1
    for place in members.indices {
      let slot = slot(of: members[place].key, in: members)
      slots[slot] = UInt32(place + 1)
    }
  }

  func place(of key: String, in members: [JSONObject.Member]) -> Int? {
    let entry = slots[slot(of: key, in: members)]
    return entry == 0 ? nil : Int(entry) - 1
  }

  /// The slot that holds the key, or the empty one where it would go.
  private func slot(of key: String, in members: [JSONObject.Member]) -> Int {
    var slot = Int(truncatingIfNeeded: key.bytesHash) & mask
    while slots[slot] != 0, !members[Int(slots[slot]) - 1].key.hasSameBytes(as: key) {
      slot = (slot + 1) & mask
    }
    return slot
  }
}
