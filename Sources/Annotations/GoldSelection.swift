import JSON

/// Which gold values `eval` reads of a record, and where they stand.
package struct GoldSelection: Sendable {
  /// Kinds of gold values.
  package enum Kind: Sendable {
    /// One label per word, or labelled stretches.
    case tags
    /// Accepted answers.
    case answers
    /// A class.
    case label
  }

  /// What is read.
  package var kind: Kind
  /// The key or column that holds it; guessed when nil.
  package var key: String?

  /// A selection.
  package init(_ kind: Kind, key: String? = nil) {
    self.kind = kind
    self.key = key
  }

  /// The keys that may hold one label per word, in this order.
  package static let tagGuesses = ["tags", "upos", "ner_tags", "labels", "pos"]
  /// The keys that may hold labelled stretches, in this order.
  package static let spanGuesses = ["entities", "spans", "label", "labels"]
  /// The keys that may hold a class, in this order.
  package static let labelGuesses = ["gold_label", "label"]

  /// The gold values of a record; nil where it has none that can be read.
  package func gold(_ value: (String) -> JSONValue?) -> Gold? {
    switch kind {
    case .tags:
      func text() -> String? { value("text")?.string ?? value("data.text")?.string }
      for key in key.map({ [$0] }) ?? Self.tagGuesses {
        guard let tags = value(key).flatMap(Self.tags) else { continue }
        // Nothing was found in a running text.
        if tags.isEmpty, value("tokens") == nil { return .spans([]) }
        return .tags(tags)
      }
      for key in key.map({ [$0] }) ?? Self.spanGuesses {
        if let spans = value(key).flatMap({ Self.spans($0, text: text) }) { return .spans(spans) }
      }
      guard key == nil, let results = Self.results(value) else { return nil }
      return Self.spans(results, text: text).map { .spans($0) }
    case .answers:
      guard let answers = value(key ?? "answers") ?? value("answer") else { return nil }
      let read = Self.answers(answers)
      return .answers(read, isImpossible: value("is_impossible")?.bool ?? read.isEmpty)
    case .label:
      for key in key.map({ [$0] }) ?? Self.labelGuesses {
        if let label = value(key) { return .label(Self.label(label)) }
      }
      guard key == nil, let choice = Self.choice(value) else { return nil }
      return .label(Self.label(choice))
    }
  }

  /// A label, which may be written as a number; `-` and the empty string say that there is none.
  package static func label(_ value: JSONValue) -> String? {
    switch value {
    case .string(let label): label == "-" || label.isEmpty ? nil : label
    case .number(let number): number.spelling
    case .bool(let truth): truth ? "true" : "false"
    // A list of one, as doccano has it; of several none is the label.
    case .array(let labels) where labels.count == 1: label(labels[0])
    default: nil
    }
  }

  private static func tags(_ value: JSONValue) -> [String?]? {
    guard let elements = value.array else { return nil }
    var tags: [String?] = []
    for element in elements {
      switch element {
      case .string(let tag): tags.append(tag)
      case .number(let number): tags.append(number.spelling)
      case .null: tags.append(nil)
      default: return nil
      }
    }
    return tags
  }

  /// Answers as SQuAD has them (a list of objects), as Hugging Face does (an object of lists), or as texts.
  package static func answers(_ value: JSONValue) -> [GoldAnswer] {
    if let text = value.string { return [GoldAnswer(text: text, start: nil)] }
    if let texts = value["text"]?.array {
      let starts = value["answer_start"]?.array ?? []
      return texts.enumerated().compactMap { place, text in
        text.string.map {
          GoldAnswer(text: $0, start: place < starts.count ? starts[place].int : nil)
        }
      }
    }
    return (value.array ?? []).compactMap { answer in
      if let text = answer.string { return GoldAnswer(text: text, start: nil) }
      return answer["text"]?.string.map { GoldAnswer(text: $0, start: answer["answer_start"]?.int) }
    }
  }
}
