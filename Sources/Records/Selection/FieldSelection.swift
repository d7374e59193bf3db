import JSON

/// The keys (or columns, or elements) that a task reads from a record: those that the user named, else guesses.
package struct FieldSelection: Sendable {
  /// What a task needs of a record.
  package enum Shape: Sendable {
    /// A text, or a text cut into words already (`tag`, `embed`).
    case textOrWords
    /// A text (`fill-mask`).
    case text
    /// A question and a context (`qa`).
    case question
    /// Two texts, or one (`pair`).
    case pairOrText
    /// Two texts (`nsp`).
    case pair
    /// A text and an array of choices (`pair` with a multiple-choice head).
    case choices
    /// Whatever there is, words before two texts before one (`tokenize`).
    case anything
    /// What each of several tasks needs.
    indirect case several([FieldSelection])
  }

  /// What the task needs.
  package var shape: Shape
  /// `--text`: the key of a text, or of its words.
  package var text: String?
  /// `--question`: the key of the question.
  package var question: String?
  /// `--context`: the key of the context.
  package var context: String?
  /// `--pair`: the keys of the first and the second text.
  package var pair: (first: String, second: String)?
  /// `--id`: the key of the identifier; `id` is guessed.
  package var id: String?
  /// Whether a record may lack what a task needs where another task finds its own; only among several.
  package var isOptional = false

  /// A selection that guesses all keys.
  package init(_ shape: Shape) { self.shape = shape }

  /// The selection of each task.
  var parts: [FieldSelection] {
    if case .several(let selections) = shape { selections } else { [self] }
  }

  /// The keys of two texts that are tried in this order.
  package static let pairGuesses: [(first: String, second: String)] = [
    ("text", "text_pair"), ("sentence1", "sentence2"), ("premise", "hypothesis"), ("question", "sentence"),
  ]
  /// The keys of one text that are tried in this order.
  package static let textGuesses = ["text", "sentence"]
  /// The path of the text in what Label Studio exports, tried last.
  static let nestedTextGuess = "data.text"
  /// The key of an array of choices.
  package static let choicesGuess = "choices"
  /// The keys of the text that choices go with, tried in this order.
  package static let choiceTextGuesses = textGuesses + ["question", "premise"]
  /// The key of a text that is cut into words.
  package static let wordsGuess = "tokens"

  /// The fields of a record whose values `value` looks up; `present` names some keys that it has.
  package func fields(
    _ value: @escaping (String) -> JSONValue?, present: @escaping () -> [String]
  ) throws(Reject.Reason) -> Fields {
    let lookup = FieldLookup(value: value, present: present)
    switch shape {
    case .textOrWords:
      if let text { return try lookup.textOrWords(text) }
      return try lookup.guessedTextOrWords()
    case .text:
      if let text { return .text(try lookup.string(text)) }
      return .text(try lookup.guessedText())
    case .question:
      let question = try lookup.string(question ?? "question")
      return .question(question, context: try lookup.string(context ?? "context"))
    case .pairOrText:
      if let pair { return try lookup.pair(pair) }
      if let text { return .pair(try lookup.string(text), nil) }
      if let guess = try lookup.guessedPair() { return guess }
      return .pair(try lookup.guessedText(), nil)
    case .pair:
      if let pair { return try lookup.pair(pair) }
      if let guess = try lookup.guessedPair() { return guess }
      throw lookup.missing(Self.pairGuesses.flatMap { [$0.first, $0.second] })
    case .choices:
      let context: String
      if let text {
        context = try lookup.string(text)
      } else {
        context = try lookup.guessedText(Self.choiceTextGuesses)
      }
      return .choices(context, try lookup.choices(Self.choicesGuess))
    case .anything:
      if let pair { return try lookup.pair(pair) }
      if question != nil || context != nil {
        return try lookup.pair((question ?? "question", context ?? "context"))
      }
      if let text { return try lookup.textOrWords(text) }
      if let words = lookup.words(Self.wordsGuess) { return .words(words) }
      if let guess = try lookup.guessedPair() { return guess }
      if value("question") != nil, value("context") != nil {
        return try lookup.pair(("question", "context"))
      }
      return try lookup.guessedTextOrWords()
    case .several(let selections):
      return .several(
        try Self.each(selections) { selection throws(Reject.Reason) in
          try selection.fields(value, present: present)
        })
    }
  }

  /// What each of several selections finds. One that is optional finds nothing where its keys are missing, as long as
  /// another finds something.
  static func each<Found>(
    _ selections: [FieldSelection], _ find: (FieldSelection) throws(Reject.Reason) -> Found
  ) throws(Reject.Reason) -> [Found?] {
    var found: [Found?] = []
    var firstMissing: Reject.Reason?
    for selection in selections {
      do throws(Reject.Reason) {
        found.append(try find(selection))
      } catch {
        guard selection.isOptional, case .missingKey = error else { throw error }
        firstMissing = firstMissing ?? error
        found.append(nil)
      }
    }
    if let firstMissing, found.allSatisfy({ $0 == nil }) { throw firstMissing }
    return found
  }

  /// The identifier of a record, where it is a string or a number.
  package func identifier(_ value: (String) -> JSONValue?) -> JSONValue? {
    switch value(id ?? "id") {
    case .string(let text): .string(text)
    case .number(let number): .number(number)
    default: nil
    }
  }
}

/// Looks up one record's values and throws reasons for those that do not fit.
private struct FieldLookup {
  let value: (String) -> JSONValue?
  let present: () -> [String]

  func missing(_ wanted: [String]) -> Reject.Reason {
    .missingKey(wanted: wanted, present: Array(present().prefix(12)))
  }

  func string(_ key: String) throws(Reject.Reason) -> String {
    guard let found = value(key) else { throw missing([key]) }
    guard let text = found.string else {
      throw .wrongType(key: key, expected: .string, found: found.type)
    }
    return text
  }

  /// The words at a key, where it holds an array of strings.
  func words(_ key: String) -> [String]? {
    guard let elements = value(key)?.array else { return nil }
    var words: [String] = []
    words.reserveCapacity(elements.count)
    for element in elements {
      guard let word = element.string else { return nil }
      words.append(word)
    }
    return words
  }

  func textOrWords(_ key: String) throws(Reject.Reason) -> Fields {
    guard let found = value(key) else { throw missing([key]) }
    if let text = found.string { return .text(text) }
    if let words = words(key) { return .words(words) }
    throw .wrongType(key: key, expected: .stringOrArrayOfStrings, found: found.type)
  }

  /// A guessed key whose value does not fit is passed over while another one does.
  func guessedTextOrWords() throws(Reject.Reason) -> Fields {
    if let words = words(FieldSelection.wordsGuess) { return .words(words) }
    for key in FieldSelection.textGuesses {
      if let text = value(key)?.string { return .text(text) }
      if let words = words(key) { return .words(words) }
    }
    if let text = value(FieldSelection.nestedTextGuess)?.string { return .text(text) }
    let guesses = [FieldSelection.wordsGuess] + FieldSelection.textGuesses
    for key in guesses {
      guard let found = value(key) else { continue }
      let expected: Reject.ValueType =
        key == FieldSelection.wordsGuess ? .arrayOfStrings : .stringOrArrayOfStrings
      throw .wrongType(key: key, expected: expected, found: found.type)
    }
    throw missing(guesses)
  }

  func guessedText(_ guesses: [String] = FieldSelection.textGuesses) throws(Reject.Reason) -> String {
    for key in guesses {
      if let text = value(key)?.string { return text }
    }
    if let text = value(FieldSelection.nestedTextGuess)?.string { return text }
    for key in guesses where value(key) != nil { return try string(key) }
    throw missing(guesses)
  }

  /// At least one choice.
  func choices(_ key: String) throws(Reject.Reason) -> [String] {
    guard let found = value(key) else { throw missing([key]) }
    guard let choices = words(key), !choices.isEmpty else {
      throw .wrongType(
        key: key, expected: .arrayOfStrings, found: found.array?.isEmpty == true ? .array : found.type)
    }
    return choices
  }

  func pair(_ keys: (first: String, second: String)) throws(Reject.Reason) -> Fields {
    let first = try string(keys.first)
    return .pair(first, try string(keys.second))
  }

  /// The first pair of keys that are both there; a `null` second text is as good as absent.
  func guessedPair() throws(Reject.Reason) -> Fields? {
    for keys in FieldSelection.pairGuesses {
      guard value(keys.first) != nil, let second = value(keys.second), !second.isNull else { continue }
      return try pair(keys)
    }
    return nil
  }
}
