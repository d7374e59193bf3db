import Checkpoints

/// A pattern for paths: the folders that it names outright, then patterns for names, `**` for any folders.
package struct PathPattern: Sendable, Equatable {
  /// What stands for one step of a path.
  package enum Step: Sendable, Equatable {
    /// A name.
    case name(NamePattern)
    /// `**`: any folders, or none.
    case anyFolders
  }

  /// What the pattern names before its first step that is none: the folder from which paths count, or, without steps, the
  /// file or folder itself. Empty for the current folder.
  package let root: String
  /// What is below it.
  package let steps: [Step]

  /// The patterns that one of a job file stands for: `{a,b}` makes several.
  package static func patterns(_ text: String) throws(JobFault.Kind) -> [PathPattern] {
    guard let texts = alternatives(text[...]) else { throw .unbalancedPattern(text) }
    var patterns: [PathPattern] = []
    for alternative in texts {
      guard let pattern = PathPattern(alternative) else { throw .unbalancedPattern(text) }
      patterns.append(pattern)
    }
    return patterns
  }

  private init?(_ text: String) {
    let isAbsolute = text.hasPrefix("/")
    let names = text.split(separator: "/").filter { $0 != "." }
    let literal = names.prefix { !$0.contains(where: { "*?[".contains($0) }) }
    var steps: [Step] = []
    for name in names.dropFirst(literal.count) {
      if name == "**" {
        if steps.last != .anyFolders { steps.append(.anyFolders) }
      } else {
        guard let pattern = NamePattern(name) else { return nil }
        steps.append(.name(pattern))
      }
    }
    // `data/**` means the files below.
    if steps.last == .anyFolders, let all = NamePattern("*") { steps.append(.name(all)) }
    root = (isAbsolute ? "/" : "") + literal.joined(separator: "/")
    self.steps = steps
  }

  /// The texts that `{a,b}` stands for, in their order; nil where a brace is not closed.
  private static func alternatives(_ text: Substring) -> [String]? {
    guard let open = text.firstIndex(where: { $0 == "{" || $0 == "}" }) else { return [String(text)] }
    guard text[open] == "{", let close = text[open...].firstIndex(of: "}") else { return nil }
    let inside = text[text.index(after: open)..<close]
    guard !inside.contains("{"), let rest = alternatives(text[text.index(after: close)...]) else {
      return nil
    }
    return inside.split(separator: ",", omittingEmptySubsequences: false).flatMap { choice in
      rest.map { "\(text[..<open])\(choice)\($0)" }
    }
  }

  /// Whether it matches a path; without steps also what lies below it.
  package func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/").filter { $0 != "." }.map(String.init)
    let own = root.split(separator: "/").map(String.init)
    guard names.starts(with: own), path.hasPrefix("/") == root.hasPrefix("/") else { return false }
    if steps.isEmpty { return names.count >= own.count }
    return Self.matches(steps[...], names[own.count...])
  }

  private static func matches(_ steps: ArraySlice<Step>, _ names: ArraySlice<String>) -> Bool {
    guard let step = steps.first else { return names.isEmpty }
    switch step {
    case .anyFolders:
      return (0...names.count).contains { matches(steps.dropFirst(), names.dropFirst($0)) }
    case .name(let pattern):
      guard let name = names.first else { return false }
      return pattern.matches(name) && matches(steps.dropFirst(), names.dropFirst())
    }
  }
}
