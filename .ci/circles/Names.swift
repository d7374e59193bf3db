/// A name and where it is declared.
struct Declaration {
  let folder: String
  let place: String
}

/// What a target declares that other folders can name.
struct Names {
  /// By qualified name.
  var types: [String: [Declaration]] = [:]
  /// Top-level functions.
  var functions: [String: [Declaration]] = [:]
  /// Members that extensions give to types of other folders or targets.
  var added: [String: [Declaration]] = [:]
  /// How often a name is declared as a member, a function, a case or a local.
  var counts: [String: Int] = [:]

  init(_ files: [File]) {
    for file in files {
      file.walk { index, types, _ in
        let keyword = file.text(index)
        guard
          let name = keyword == "typealias" || keyword == "associatedtype"
            ? [file.text(index + 1)] : file.declaredType(at: index), keyword != "extension"
        else { return }
        self.types[(types + name).joined(separator: "."), default: []].append(declaration(file, index))
      }
    }
    for file in files {
      var extended: [Bool] = []
      var pending = false
      file.walk { index, types, depth in
        let keyword = file.text(index)
        if keyword == "{" {
          extended.append(pending)
          pending = false
          return
        } else if keyword == "}" {
          if !extended.isEmpty { extended.removeLast() }
          return
        }
        if let name = file.declaredType(at: index) {
          let here = self.types[name.joined(separator: ".")]?.contains { $0.folder == file.folder } ?? false
          pending = keyword == "extension" && !here
        }
        guard ["func", "var", "let", "case"].contains(keyword), file.text(index - 1) != "." else { return }
        let name = file.text(index + 1)
        counts[name, default: 0] += 1
        guard !file.isPrivate(before: index) else { return }
        if keyword == "func", depth == 0 { functions[name, default: []].append(declaration(file, index)) }
        if keyword != "case", depth == 1, extended == [true] {
          added[name, default: []].append(declaration(file, index))
        }
      }
    }
  }

  private func declaration(_ file: File, _ index: Int) -> Declaration {
    Declaration(folder: file.folder, place: "\(file.path):\(file.tokens[index].line)")
  }

  /// The types that a name and those after it name, from inside of `types`.
  func resolve(_ file: File, _ index: Int, in types: [String], target: String) -> [[Declaration]] {
    var (index, scope) = (index, types)
    if file.text(index) == target, self.types[target] == nil, file.text(index + 1) == "." {
      (index, scope) = (index + 2, [])
    }
    var found: [[Declaration]] = []
    var name = ""
    for count in stride(from: scope.count, through: 0, by: -1) {
      name = (scope.prefix(count) + [file.text(index)]).joined(separator: ".")
      if let declarations = self.types[name] { found.append(declarations); break }
    }
    while !found.isEmpty, file.text(index + 1) == ".",
      let more = self.types[name + "." + file.text(index + 2)]
    {
      name += "." + file.text(index + 2)
      found.append(more)
      index += 2
    }
    return found
  }
}
