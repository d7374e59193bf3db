/// Follows the tags of a document and says which elements are records and which are skipped.
struct XMLRecordFinder: Sendable {
  private let records: LibXML2Pattern
  private let skipped: LibXML2Pattern
  private var depth = 0
  private var recordDepth: Int?
  private var skippedDepth: Int?
  /// The namespace declarations in scope, outermost first.
  private(set) var scope: [XMLNamespace] = []
  private var scopeMarks: [(depth: Int, count: Int)] = []

  /// A finder before the root, whose declarations the patterns may use.
  init(root: XMLElement, preset: XMLPreset, settings: XMLSettings) throws(XMLError.Kind) {
    func pattern(_ texts: [String]) throws(XMLError.Kind) -> LibXML2Pattern {
      let joined = texts.joined(separator: "|")
      if let made = LibXML2Pattern(
        joined, defaultNamespace: root.name.namespace, namespaces: root.namespaces)
      {
        return made
      }
      throw .badPattern(joined)
    }
    records = try pattern(settings.records.isEmpty ? [preset.records] : settings.records)
    skipped = try pattern([XMLPreset.skipped] + settings.skipped)
  }

  /// Enters an element and marks it where it is skipped; true where a record begins with it. Only the
  /// outermost match is a record, and none lies inside a skipped element.
  mutating func enter(_ element: inout XMLElement) -> Bool {
    depth += 1
    if !element.namespaces.isEmpty {
      scopeMarks.append((depth, scope.count))
      scope += element.namespaces
    }
    let isRecord = records.enter(element.name)
    let isSkipped = skipped.enter(element.name)
    guard skippedDepth == nil else { return false }
    if isRecord, recordDepth == nil {
      recordDepth = depth
      return true
    }
    if isSkipped {
      skippedDepth = depth
      element.isSkipped = true
    }
    return false
  }

  /// Leaves the element entered last; true where a record ends with it.
  mutating func leave() -> Bool {
    records.leave()
    skipped.leave()
    defer { depth -= 1 }
    if let mark = scopeMarks.last, mark.depth == depth {
      scope.removeLast(scope.count - mark.count)
      scopeMarks.removeLast()
    }
    if skippedDepth == depth { skippedDepth = nil }
    guard recordDepth == depth else { return false }
    recordDepth = nil
    return true
  }
}
