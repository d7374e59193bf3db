// Annotations read back out of an annotated document, for reports.

extension XMLRecord {
  /// The classes on the record's element: every attribute that has its score in another one beside it.
  package var classes: [(key: String, label: String, score: Double)] {
    guard case .start(let element) = events.first else { return [] }
    return element.attributes.compactMap { attribute in
      let key = String(decoding: attribute.name.qualified, as: UTF8.self)
      guard let score = element.attribute(Array("\(key)-score".utf8)).flatMap(Self.number) else { return nil }
      return (key, String(decoding: attribute.value, as: UTF8.self), score)
    }
  }

  /// The answer at the record's end: a child `answer` that has a score and a place in the context.
  package var answer: (text: String, range: Range<Int>, score: Double)? {
    var depth = 0
    for (index, event) in events.enumerated() {
      switch event {
      case .start(let element):
        depth += 1
        guard depth == 2, element.name.isLocally(Array("answer".utf8)),
          let score = element.attribute(Array("score".utf8)).flatMap(Self.number),
          let start = element.attribute(Array("start".utf8)).flatMap(Self.place),
          let end = element.attribute(Array("end".utf8)).flatMap(Self.place), start <= end
        else { continue }
        let text = String(decoding: XMLStringValue(events, from: index).text, as: UTF8.self)
        return (text, start..<end, score)
      case .end: depth -= 1
      default: break
      }
    }
    return nil
  }

  /// The words that are marked in the record's text, with their `pos`; nil where none is marked so.
  package var labelledWords: [(text: String, label: String?)]? {
    guard let words = XMLStringValue(events, from: field ?? 0).ownWords(events) else { return nil }
    let found = words.map { word in
      var label: String?
      if case .start(let element) = events[word.elements[0]] {
        label = element.attribute(Array("pos".utf8)).map { String(decoding: $0, as: UTF8.self) }
      }
      return (text: String(decoding: word.text, as: UTF8.self), label: label)
    }
    return found.contains { $0.label != nil } ? found : nil
  }

  /// The stretches that are marked in the record's text, each in code points of it; nil where none is marked. Parts are joined.
  package var labelledSpans: [(text: String, range: Range<Int>, label: String)]? {
    let start = field ?? 0
    let value = XMLStringValue(events, from: start)
    let tree = XMLTree(events, value)
    let (name, attribute) = XMLWeave.spanNames(in: document)
    var spans: [(bytes: Range<Int>, label: [UInt8])] = []
    var isOpen = false
    for index in start..<max(start, tree.partner[start]) {
      guard case .start(let element) = events[index], element.name.isLocally(name),
        let label = element.attribute(attribute)
      else { continue }
      let bytes = tree.textBefore[index]..<tree.textBefore[tree.partner[index]]
      guard !bytes.isEmpty, bytes.lowerBound >= spans.last?.bytes.upperBound ?? 0 else { continue }
      let part = element.attribute(Array("part".utf8)) ?? []
      if isOpen, part == [UInt8(ascii: "M")] || part == [UInt8(ascii: "F")], let last = spans.last {
        spans[spans.count - 1].bytes = last.bytes.lowerBound..<bytes.upperBound
      } else {
        spans.append((bytes, label))
      }
      isOpen = part == [UInt8(ascii: "I")] || (isOpen && part == [UInt8(ascii: "M")])
    }
    guard !spans.isEmpty else { return nil }
    var (place, count) = (0, 0)
    func codePoints(to end: Int) -> Int {
      while place < end {
        if value.text[place] & 0xC0 != 0x80 { count += 1 }
        place += 1
      }
      return count
    }
    return spans.map { span in
      let first = codePoints(to: span.bytes.lowerBound)
      let last = codePoints(to: span.bytes.upperBound)
      return (
        String(decoding: value.text[span.bytes], as: UTF8.self), first..<last,
        String(decoding: span.label, as: UTF8.self)
      )
    }
  }

  private static func number(_ bytes: [UInt8]) -> Double? { Double(String(decoding: bytes, as: UTF8.self)) }

  private static func place(_ bytes: [UInt8]) -> Int? {
    Int(String(decoding: bytes, as: UTF8.self)).flatMap { $0 < 0 ? nil : $0 }
  }
}
