import JSON

extension RecordFormat {
  /// One JSON document: an array of objects, or an object with such an array under `data`; written back whole.
  package static let json: RecordFormat = RecordFormat(
    name: "json",
    begins: { opening in
      switch opening.jsonShape {
      case .document: true
      case .open: nil
      case .lines, .questions, .questionLines, .other: false
      }
    },
    reader: { source, plan throws(RecordsError) in
      let (opening, source) = try Opening.pull(source) { $0.jsonShape != .open }
      return JSONDocumentReader(
        source, file: plan.file,
        parser: JSONLinesParser(
          plan.settings.selection, policy: plan.policy, gold: plan.gold?.selection),
        filter: JSONOutline(opening.content).filter)
    },
    writer: { plan in JSONDocumentWriter(plan.style, replace: plan.replace) },
    holdsKind: { _, input in input == .json })
}

extension JSONOutline {
  /// The filter with which `jq` makes an object per line of the document.
  var filter: String {
    if isArray("") { return isString("[]") ? ".[] | {text: .}" : ".[]" }
    if let path = arraysOfObjects.first(where: { !$0.contains("[]") }) {
      return path.split(separator: ".").reduce("") { $0 + Self.step($1) } + "[]"
    }
    // Records by their identifiers.
    if isRecord("*.") { return "to_entries[] | {id: .key} + .value" }
    return "."
  }

  private static func step(_ key: Substring) -> String {
    let isPlain = key.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 == UInt8(ascii: "_") }
    return isPlain ? ".\(key)" : "[\"\(key)\"]"
  }
}
