import JSON

/// Takes a record's fields out of its events: child elements, `@attributes`, or all of its text.
struct XMLFieldReader {
  private let events: [XMLEvent]
  private let element: XMLElement
  private let preset: XMLPreset
  private let selection: FieldSelection
  /// The start tags of the record's children.
  private let children: [Int]

  /// What a task reads, and the start tag of the element that holds the text it labels.
  struct Found {
    var fields: Fields
    var field: Int?
    var hasOwnWords = false
  }

  /// A reader of the record with these events.
  init(_ events: [XMLEvent], _ element: XMLElement, _ preset: XMLPreset, _ selection: FieldSelection) {
    self.events = events
    self.element = element
    self.preset = preset
    self.selection = selection
    var depth = 0
    var children: [Int] = []
    for (index, event) in events.enumerated() {
      switch event {
      case .start:
        depth += 1
        if depth == 2 { children.append(index) }
      case .end: depth -= 1
      default: break
      }
    }
    self.children = children
  }

  /// The fields that the task needs.
  func found() throws(Reject.Reason) -> Found {
    switch selection.shape {
    case .textOrWords: return try textOrWords()
    case .text:
      let part = try text()
      return Found(fields: .text(string(part)), field: part.element)
    case .question:
      let question = try part(selection.question ?? "question")
      let context = try part(selection.context ?? "context")
      return Found(
        fields: .question(string(question), context: string(context)), field: context.element)
    case .pairOrText:
      if let pair = try pair() { return Found(fields: pair) }
      return Found(fields: .pair(string(try text()), nil))
    case .pair:
      if let pair = try pair() { return Found(fields: pair) }
      throw missing(FieldSelection.pairGuesses.flatMap { [$0.first, $0.second] })
    case .choices:
      let choices = children.filter { isChild($0, named: Self.choice) }
      guard !choices.isEmpty else { throw missing(["choice"]) }
      var texts: [String] = []
      for index in choices { texts.append(string(.element(index))) }
      return Found(fields: .choices(string(try choiceText()), texts))
    case .anything:
      if selection.text == nil {
        if selection.question != nil || selection.context != nil {
          let keys = (selection.question ?? "question", selection.context ?? "context")
          return Found(fields: .pair(string(try part(keys.0)), string(try part(keys.1))))
        }
        if let pair = try pair() { return Found(fields: pair) }
        if let question = guess("question"), let context = guess("context") {
          return Found(fields: .pair(string(question), string(context)))
        }
      }
      return try textOrWords()
    case .several(let selections): return try several(selections)
    }
  }

  /// What each of several tasks reads. The element that holds the text is that of the first task that labels one: tags
  /// and answers of one record are about one text.
  private func several(_ selections: [FieldSelection]) throws(Reject.Reason) -> Found {
    let found = try FieldSelection.each(selections) { selection throws(Reject.Reason) in
      try XMLFieldReader(events, element, preset, selection).found()
    }
    let labelled = zip(selections, found).first { selection, _ in selection.readsText }?.1
    return Found(
      fields: .several(found.map { $0?.fields }),
      field: (labelled ?? found.lazy.compactMap(\.self).first)?.field,
      hasOwnWords: labelled?.hasOwnWords ?? false)
  }

  /// The record's identifier: what `--id` names, else `xml:id`, `id` or a child `id`.
  func identifier() -> JSONValue? {
    if let key = selection.id { return value(key) }
    return value("xml:id") ?? value("id")
  }

  /// The value under a key, for gold values: a child's or an attribute's text.
  func value(_ key: String) -> JSONValue? {
    guess(key).map { .string(string($0)) }
  }

  /// The `pos` of the words that the document marks, nil where it marks none.
  func ownTags(_ field: Int) -> [String?]? {
    XMLStringValue(events, from: field).ownWords(events)?.map { word in
      guard case .start(let element) = events[word.elements[0]] else { return nil }
      return element.attribute(Array("pos".utf8)).map { String(decoding: $0, as: UTF8.self) }
    }
  }
}

extension FieldSelection {
  /// Whether the task reads two texts, or one where there are no two.
  var readsPairs: Bool {
    switch shape {
    case .pair, .pairOrText: text == nil
    case .several(let selections): selections.allSatisfy(\.readsPairs)
    case .textOrWords, .text, .question, .choices, .anything: false
    }
  }

  /// Whether the task labels words or stretches of one text.
  fileprivate var readsText: Bool {
    switch shape {
    case .textOrWords, .text, .anything: true
    case .question, .pairOrText, .pair, .choices, .several: false
    }
  }
}

// MARK: - Texts

extension XMLFieldReader {
  /// One field: an element, or an attribute of the record.
  private enum Part {
    case element(Int)
    case attribute([UInt8])

    var element: Int? {
      if case .element(let index) = self { index } else { nil }
    }
  }

  private func textOrWords() throws(Reject.Reason) -> Found {
    let part = try text()
    guard case .element(let index) = part else { return Found(fields: .text(string(part)), field: nil) }
    let value = value(of: index)
    if let words = value.ownWords(events) {
      let texts = words.map { String(decoding: $0.text, as: UTF8.self) }
      return Found(fields: .words(texts), field: index, hasOwnWords: true)
    }
    return Found(fields: .text(String(decoding: value.text, as: UTF8.self)), field: index)
  }

  /// The one text: what was named, else a child or attribute with a usual name, else the whole record.
  private func text() throws(Reject.Reason) -> Part {
    if let key = selection.text { return try part(key) }
    if !preset.isText {
      for key in FieldSelection.textGuesses {
        if let part = guess(key) { return part }
      }
    }
    return .element(0)
  }

  private static let choice = Array("choice".utf8)

  /// The text that choices go with: what was named, else a child or attribute with a usual name.
  private func choiceText() throws(Reject.Reason) -> Part {
    if let key = selection.text { return try part(key) }
    for key in FieldSelection.choiceTextGuesses {
      if let part = guess(key) { return part }
    }
    throw missing(FieldSelection.choiceTextGuesses)
  }

  private func pair() throws(Reject.Reason) -> Fields? {
    if let keys = selection.pair {
      return .pair(string(try part(keys.first)), string(try part(keys.second)))
    }
    if selection.text != nil { return nil }
    if let keys = preset.pair, keys.first == keys.second {
      let texts = children.filter { isChild($0, named: Array(keys.first.utf8)) }
      guard texts.count > 1 else { throw missing([keys.second]) }
      return .pair(string(.element(texts[0])), string(.element(texts[1])))
    }
    if let keys = preset.pair {
      return .pair(string(try part(keys.first)), string(try part(keys.second)))
    }
    guard !preset.isText else { return nil }
    for keys in FieldSelection.pairGuesses {
      if let first = guess(keys.first), let second = guess(keys.second) {
        return .pair(string(first), string(second))
      }
    }
    return nil
  }

  /// The field under a key: `@attribute`, or a child, or an attribute where there is no such child.
  private func part(_ key: String) throws(Reject.Reason) -> Part {
    guard let part = guess(key) else { throw missing([key]) }
    return part
  }

  private func guess(_ key: String) -> Part? {
    let name = Array(key.utf8)
    if name.first == UInt8(ascii: "@") {
      return element.attribute(Array(name.dropFirst())).map { .attribute($0) }
    }
    return child(name).map { .element($0) } ?? element.attribute(name).map { .attribute($0) }
  }

  /// The first child of this name; without prefix it is of the record's own namespace.
  private func child(_ name: [UInt8]) -> Int? {
    children.first { isChild($0, named: name) }
  }

  private func isChild(_ index: Int, named name: [UInt8]) -> Bool {
    guard case .start(let child) = events[index], !child.isSkipped else { return false }
    return child.name.qualified == name
      || (child.name.namespace == element.name.namespace && child.name.isLocally(name))
  }

  private func string(_ part: Part) -> String {
    switch part {
    case .element(let index): String(decoding: value(of: index).text, as: UTF8.self)
    case .attribute(let value): String(decoding: value, as: UTF8.self)
    }
  }

  private func value(of index: Int) -> XMLStringValue { XMLStringValue(events, from: index) }

  private func missing(_ wanted: [String]) -> Reject.Reason {
    var present: [String] = []
    for index in children {
      guard present.count < 12, case .start(let child) = events[index] else { continue }
      let name = String(decoding: child.name.qualified, as: UTF8.self)
      if !present.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { present.append(name) }
    }
    present += element.attributes.map { "@" + String(decoding: $0.name.qualified, as: UTF8.self) }
    return .missingKey(wanted: wanted, present: Array(present.prefix(12)))
  }
}
