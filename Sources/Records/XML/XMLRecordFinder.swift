/// Follows the tags of a document and says which elements are records and which are skipped.
struct XMLRecordFinder: Sendable {
  /// What an element is.
  enum Entry {
    /// No record, or inside one.
    case nothing
    case record
    /// A record if it has text outside of the records and candidates in it.
    case candidate
  }

  private var records: XMLPattern
  private var candidates: XMLPattern?
  private var skipped: XMLPattern
  private var depth = 0
  private var recordDepth: Int?
  private var skippedDepth: Int?
  /// The namespace declarations in scope, outermost first.
  private(set) var scope: [XMLNamespace] = []
  private var scopeMarks: [(depth: Int, count: Int)] = []

  /// A finder before the root, whose namespace is that of names without prefix.
  init(root: XMLElement, preset: XMLPreset, settings: XMLSettings) throws(XMLError.Kind) {
    func pattern(_ texts: [String]) throws(XMLError.Kind) -> XMLPattern {
      let joined = texts.joined(separator: "|")
      if let made = XMLPattern(joined, namespace: root.name.namespace) { return made }
      throw .badPattern(joined)
    }
    if settings.records.isEmpty {
      records = try pattern([preset.records])
      candidates = try preset.candidates.map { text throws(XMLError.Kind) in try pattern([text]) }
    } else {
      records = try pattern(settings.records)
    }
    skipped = try pattern([XMLPreset.skipped] + preset.skipped + settings.skipped)
  }

  /// Enters an element and marks it where it is skipped. Only the outermost match is a record, and none lies
  /// inside a skipped element.
  mutating func enter(_ element: inout XMLElement) -> Entry {
    depth += 1
    if !element.namespaces.isEmpty {
      scopeMarks.append((depth, scope.count))
      scope += element.namespaces
    }
    let isRecord = records.enter(element.name, scope)
    let isCandidate = candidates?.enter(element.name, scope) ?? false
    let isSkipped = skipped.enter(element.name, scope)
    guard skippedDepth == nil else { return .nothing }
    if isRecord, recordDepth == nil {
      recordDepth = depth
      return .record
    }
    if isSkipped {
      skippedDepth = depth
      element.isSkipped = true
      return .nothing
    }
    return isCandidate && recordDepth == nil ? .candidate : .nothing
  }

  /// Leaves the element entered last; true where a record ends with it.
  mutating func leave() -> Bool {
    records.leave()
    candidates?.leave()
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
