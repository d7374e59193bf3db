/// A set of elements as patterns that a document's tags are followed by: `p`, `text//p`, `/doc/s | t:head`, `.//*`,
/// `{uri}name`, `*:name`. The streamable part of XPath's patterns, as libxml2 has it, with names of any namespace.
struct XMLPattern: Sendable {
  /// A step from an element to one inside it.
  private struct Step: Sendable {
    /// Whether any number of elements may lie between.
    var isDescendant: Bool
    /// The local name; nil for any.
    var local: [UInt8]?
    var namespace: Namespace
  }

  private enum Namespace: Sendable {
    /// The namespace of names without prefix.
    case usual
    case any
    /// This one; nil for none.
    case named([UInt8]?)
    /// What the prefix stands for at the element.
    case prefix([UInt8])
  }

  private let branches: [[Step]]
  private let usual: [UInt8]?
  /// For each open element and branch, how many steps may end there, as bits, and the same for all elements around it.
  private var levels: [[(here: UInt64, around: UInt64)]]

  /// Reads a pattern; names without prefix are of the namespace `usual` (nil for none). Nil where it is none.
  init?(_ text: String, namespace usual: [UInt8]?) {
    var parser = XMLPatternParser(text)
    guard let branches = parser.branches() else { return nil }
    self.branches = branches.map { branch in
      branch.map { step in
        Step(isDescendant: step.isDescendant, local: step.local, namespace: Self.namespace(of: step))
      }
    }
    self.usual = usual
    levels = [branches.map { _ in (1, 1) }]
  }

  private static func namespace(of step: XMLPatternParser.Step) -> Namespace {
    switch step.prefix {
    // `*` alone is any element.
    case .none: step.local == nil ? .any : .usual
    case .any: .any
    case .uri(let name): .named(name.isEmpty ? nil : name)
    case .name(let prefix): .prefix(prefix)
    }
  }

  /// Enters an element, around which `scope` is declared, its own declarations among them; says whether it is of the set.
  mutating func enter(_ name: XMLName, _ scope: [XMLNamespace]) -> Bool {
    guard let parents = levels.last else { return false }
    var level = parents
    var isMember = false
    for (number, steps) in branches.enumerated() {
      let parent = parents[number]
      var here: UInt64 = 0
      for (place, step) in steps.enumerated() {
        let from = step.isDescendant ? parent.around : parent.here
        if from & (1 << UInt64(place)) != 0, matches(step, name, scope) { here |= 1 << UInt64(place + 1) }
      }
      if here & (1 << UInt64(steps.count)) != 0 { isMember = true }
      level[number] = (here, parent.around | here)
    }
    levels.append(level)
    return isMember
  }

  /// Leaves the element entered last.
  mutating func leave() {
    if levels.count > 1 { levels.removeLast() }
  }

  private func matches(_ step: Step, _ name: XMLName, _ scope: [XMLNamespace]) -> Bool {
    if let local = step.local, !name.isLocally(local) { return false }
    switch step.namespace {
    case .any: return true
    case .usual: return name.namespace == usual && (usual != nil || name.localStart == 0)
    case .named(let namespace): return name.namespace == namespace
    case .prefix(let prefix):
      if prefix == Self.xml { return name.namespace == Self.xmlNamespace }
      if let declared = scope.last(where: { $0.prefix == prefix })?.name { return name.namespace == declared }
      // A prefix that stands for nothing is part of the name.
      return name.namespace == nil && name.qualified.starts(with: prefix + [UInt8(ascii: ":")])
    }
  }

  private static let xml = Array("xml".utf8)
  private static let xmlNamespace = Array("http://www.w3.org/XML/1998/namespace".utf8)
}
