struct File {
  let path: String
  let folder: String
  let tokens: [Token]

  /// Calls `body` for each token with the types that it stands in, the innermost last, and whether it stands in a body
  /// or at the top level.
  func walk(_ body: (_ index: Int, _ types: [String], _ depth: Int) -> Void) {
    var scopes: [[String]] = []
    var pending: [String]?
    for (index, token) in tokens.enumerated() {
      let types = scopes.last ?? []
      switch token.text {
      case "{":
        scopes.append(pending ?? types)
        pending = nil
      case "}": if !scopes.isEmpty { scopes.removeLast() }
      default:
        if let name = declaredType(at: index) { pending = token.text == "extension" ? name : types + name }
      }
      body(index, types, scopes.count)
    }
  }

  func text(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index].text : "" }

  /// The name of the type that a keyword declares or extends.
  func declaredType(at index: Int) -> [String]? {
    let keywords = ["struct", "enum", "class", "actor", "protocol", "extension"]
    guard keywords.contains(text(index)), ![".", "import", "case"].contains(text(index - 1)),
      tokens.indices.contains(index + 1), tokens[index + 1].isTypeName
    else { return nil }
    var name = [text(index + 1)]
    var next = index + 2
    while text(index) == "extension", text(next) == ".", tokens.indices.contains(next + 1) {
      name.append(text(next + 1))
      next += 2
    }
    return name
  }

  /// Whether the modifiers before a keyword keep its name to the file.
  func isPrivate(before index: Int) -> Bool {
    var place = index - 1
    while place >= 0, tokens[place].isName || ["@", ")", "("].contains(text(place)) {
      if ["private", "fileprivate"].contains(text(place)) { return text(place + 1) != "(" }
      if ["}", "{", "func", "var", "let", "import"].contains(text(place)) { return false }
      if tokens[place].line < tokens[index].line - 1 { return false }
      place -= 1
    }
    return false
  }
}
