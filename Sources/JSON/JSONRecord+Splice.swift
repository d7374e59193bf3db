extension JSONRecord {
  /// The record with members added directly before its last `}`, all other bytes as they came.
  ///
  /// With `replace`, a key that exists gets the new value in the place of its last one's; without it the
  /// caller has asked `contains` first. Members named in `removing` go, each with one comma.
  package func splicing(
    _ added: [(key: String, json: [UInt8])], replace: Bool, removing: [String] = []
  ) -> [UInt8] {
    var edits: [(range: Range<Int>, bytes: [UInt8])] = []
    var removed: Set<Int> = []
    for key in removing {
      let wanted = Array(key.utf8)
      for index in members.indices where self.key(of: index).elementsEqual(wanted) { removed.insert(index) }
    }
    let firstKept = members.indices.first { !removed.contains($0) } ?? members.count
    for index in removed { edits.append((rangeToRemove(index, firstKept: firstKept), [])) }

    var isEmpty = removed.count == members.count
    var tail: [UInt8] = []
    for (key, json) in added {
      if replace, let index = member(Array(key.utf8)[...]), !removed.contains(index) {
        edits.append((members[index].value, json))
      } else {
        if !isEmpty { tail.append(UInt8(ascii: ",")) }
        isEmpty = false
        var writer = JSONWriter()
        writer.string(key)
        tail += writer.bytes
        tail.append(UInt8(ascii: ":"))
        tail += json
      }
    }
    edits.append((closingBrace..<closingBrace, tail))
    edits.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }

    var output: [UInt8] = []
    output.reserveCapacity(edits.reduce(bytes.count) { $0 + $1.bytes.count })
    var position = 0
    for edit in edits {
      output += bytes[position..<edit.range.lowerBound]
      output += edit.bytes
      position = edit.range.upperBound
    }
    output += bytes[position...]
    return output
  }

  private func key(of index: Int) -> [UInt8] {
    let member = members[index]
    return member.keyHasEscapes ? decodedBytes(bytes, member.key) : Array(bytes[member.key])
  }

  /// The bytes that go with a member: itself and the blanks and comma before it, or after it when every
  /// member before it goes too.
  private func rangeToRemove(_ index: Int, firstKept: Int) -> Range<Int> {
    let start = members[index].key.lowerBound - 1
    let end = members[index].value.upperBound
    if firstKept < index {
      return members[index - 1].value.upperBound..<end
    }
    return index + 1 < members.count ? start..<(members[index + 1].key.lowerBound - 1) : start..<end
  }
}
