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

  private static func number(_ bytes: [UInt8]) -> Double? { Double(String(decoding: bytes, as: UTF8.self)) }

  private static func place(_ bytes: [UInt8]) -> Int? {
    Int(String(decoding: bytes, as: UTF8.self)).flatMap { $0 < 0 ? nil : $0 }
  }
}
