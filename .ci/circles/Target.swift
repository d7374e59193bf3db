import Foundation

/// What may hold circles inside: one format, one tokenizer stage.
let units = [
  "Records/XML", "Tokenizers/Models", "Tokenizers/Normalizers", "Tokenizers/PostProcessors",
  "Tokenizers/PreTokenizers",
]

/// That files of a folder name something of another.
struct Edge {
  var count = 0
  var example = ""
}

struct Target {
  let name: String
  var edges: [String: [String: Edge]] = [:]
  private(set) var folders: Set<String> = []

  init(_ name: String, root: String) {
    self.name = name
    let files = Self.files(of: name, root: root)
    folders = Set(files.map(\.folder))
    let names = Names(files)
    for file in files { add(file, names) }
  }

  private static func files(of name: String, root: String) -> [File] {
    let folder = "\(root)/Sources/\(name)"
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else { return nil }
      let parent = (path as NSString).deletingLastPathComponent
      let unit = units.first { "\(name)/\(parent)/".hasPrefix($0 + "/") }?.dropFirst(name.count + 1)
      return File(
        path: "Sources/\(name)/\(path)", folder: unit.map(String.init) ?? (parent.isEmpty ? "." : parent),
        tokens: Lexer(Array(data)).tokens)
    }
  }

  private mutating func add(_ file: File, _ names: Names) {
    var found: [(index: Int, declarations: [Declaration])] = []
    file.walk { index, types, _ in
      let token = file.tokens[index]
      guard token.isName else { return }
      let previous = file.text(index - 1)
      if token.isTypeName, previous != "." {
        found += names.resolve(file, index, in: types, target: name).map { (index, $0) }
      } else if previous != ".", previous != "func", file.text(index + 1) == "(",
        let functions = names.functions[token.text], functions.count == names.counts[token.text]
      {
        found.append((index, functions))
      } else if previous == ".", let added = names.added[token.text], added.count == names.counts[token.text]
      {
        found.append((index, added))
      }
    }
    for (index, declarations) in found where !declarations.contains(where: { $0.folder == file.folder }) {
      for declaration in declarations {
        var edge = edges[file.folder]?[declaration.folder] ?? Edge()
        edge.count += 1
        if edge.count == 1 {
          let token = file.tokens[index]
          edge.example = "\(file.path):\(token.line): \(token.text) (\(declaration.place))"
        }
        edges[file.folder, default: [:]][declaration.folder] = edge
      }
    }
  }

  /// The folders that can be reached from one.
  private func reachable(from folder: String) -> Set<String> {
    var (seen, rest): (Set<String>, [String]) = ([], [folder])
    while let next = rest.popLast() {
      for other in (edges[next] ?? [:]).keys where seen.insert(other).inserted { rest.append(other) }
    }
    return seen
  }

  /// Sets of folders that all lead to each other.
  var circles: [[String]] {
    let reach = Dictionary(uniqueKeysWithValues: folders.map { ($0, reachable(from: $0)) })
    var found: [[String]] = []
    for folder in folders.sorted() where !found.contains(where: { $0.contains(folder) }) {
      let circle = folders.filter {
        reach[folder]?.contains($0) == true && reach[$0]?.contains(folder) == true
      }
      if circle.count > 1 { found.append(circle.sorted()) }
    }
    return found
  }

  /// Prints the dependencies among some folders, the weakest first.
  func printEdges(among folders: some Collection<String>) {
    let chosen = edges.flatMap { from, others in others.map { (from: from, to: $0.key, edge: $0.value) } }
      .filter { folders.contains($0.from) && folders.contains($0.to) }
    for (from, to, edge) in chosen.sorted(by: {
      ($0.edge.count, $0.from, $0.to) < ($1.edge.count, $1.from, $1.to)
    }) {
      print("  \(from) -> \(to), \(edge.count) times: \(edge.example)")
    }
  }
}
