import Annotations

/// Names the columns of one table that a selection reads: those that the user named, else those whose names are known.
struct TableSelection {
  let columns: TableColumns

  /// The column that is missing, as flags call it.
  enum Missing: Error, Equatable {
    /// The columns that the user named are not in the table.
    case named([String])
    /// No name is known to be that of what the flag names.
    case unknown(TableFlag)
  }

  /// The selection with the names of the columns filled in.
  func resolve(_ selection: FieldSelection) throws(Missing) -> FieldSelection {
    var resolved = selection
    switch selection.shape {
    case .textOrWords, .text:
      resolved.text = try text(selection)
    case .question:
      resolved.question = try column(selection.question, TableNames.questions, .question)
      resolved.context = try column(selection.context, TableNames.contexts, .context)
    case .pairOrText:
      if let pair = try pair(selection) { resolved.pair = pair } else { resolved.text = try text(selection) }
    case .pair:
      guard let pair = try pair(selection) else { throw .unknown(.pair) }
      resolved.pair = pair
    case .choices:
      guard columns.place(of: FieldSelection.choicesGuess) != nil else {
        throw .named([FieldSelection.choicesGuess])
      }
      resolved.text = try text(selection)
    case .anything:
      if selection.pair == nil, selection.question != nil || selection.context != nil {
        resolved.question = try column(selection.question, TableNames.questions, .question)
        resolved.context = try column(selection.context, TableNames.contexts, .context)
      } else if let pair = try pair(selection) {
        resolved.pair = pair
      } else if selection.text == nil, let question = guess(TableNames.questions),
        let context = guess(TableNames.contexts)
      {
        resolved.pair = (question, context)
      } else {
        resolved.text = try text(selection)
      }
    case .several(let selections):
      resolved.shape = .several(try several(selections))
    }
    return resolved
  }

  /// What is missing of one selection matters where no other one finds something, or where it is not optional.
  private func several(_ selections: [FieldSelection]) throws(Missing) -> [FieldSelection] {
    var resolved: [FieldSelection] = []
    var firstMissing: Missing?
    var found = 0
    for selection in selections {
      do throws(Missing) {
        resolved.append(try resolve(selection))
        found += 1
      } catch {
        guard selection.isOptional else { throw error }
        firstMissing = firstMissing ?? error
        resolved.append(selection)
      }
    }
    if found == 0, let firstMissing { throw firstMissing }
    return resolved
  }

  private func text(_ selection: FieldSelection) throws(Missing) -> String {
    if selection.text == nil, columns.names.count == 1 { return columns.names[0] }
    return try column(selection.text, TableNames.texts, .text)
  }

  /// The two texts; nil where none were named and no names of two are known, or where one text was named.
  private func pair(_ selection: FieldSelection) throws(Missing) -> (first: String, second: String)? {
    if let pair = selection.pair {
      return (try column(pair.first, [], .pair), try column(pair.second, [], .pair))
    }
    guard selection.text == nil else { return nil }
    for (first, second) in TableNames.pairs {
      if let first = guess([first]), let second = guess([second]) { return (first, second) }
    }
    return nil
  }

  private func column(_ asked: String?, _ guesses: [String], _ flag: TableFlag) throws(Missing) -> String {
    if let asked {
      guard let place = columns.place(of: asked) else { throw .named([asked]) }
      return columns.names[place]
    }
    guard let found = guess(guesses) else { throw .unknown(flag) }
    return found
  }

  /// The first of the names that the table has.
  private func guess(_ names: [String]) -> String? {
    for name in names {
      let wanted = Array(name.utf8)
      if let found = columns.names.first(where: { TableNames.normal($0) == wanted }) { return found }
    }
    return nil
  }
}
