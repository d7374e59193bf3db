/// One word that the document marks itself.
struct XMLOwnWord {
  /// The start tags of its `w` or `pc`; several where it comes in parts.
  var elements: [Int]
  /// Its text, UTF-8.
  var text: [UInt8]
}

extension XMLStringValue {
  /// The words that the document marks, where these hold all of the text that is not blank, and there are any.
  /// Parts (`part` I, M, F) are joined.
  func ownWords(_ events: [XMLEvent]) -> [XMLOwnWord]? {
    var words: [XMLOwnWord] = []
    var last = -1
    var isOpen = false
    for segment in segments {
      let bytes = text[segment.start..<segment.end]
      guard segment.word >= 0, case .start(let element) = events[segment.word] else {
        guard bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) else { return nil }
        continue
      }
      if segment.word == last {
        words[words.count - 1].text += bytes
        continue
      }
      last = segment.word
      let part = element.attribute(Array("part".utf8)) ?? []
      if isOpen, part == [UInt8(ascii: "M")] || part == [UInt8(ascii: "F")], let index = words.indices.last {
        words[index].elements.append(last)
        words[index].text += bytes
      } else {
        words.append(XMLOwnWord(elements: [last], text: Array(bytes)))
      }
      isOpen = part == [UInt8(ascii: "I")] || (isOpen && part == [UInt8(ascii: "M")])
    }
    return words.isEmpty ? nil : words
  }
}
