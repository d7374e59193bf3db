/// Spans as conlleval reads them: any labels give spans, whatever the scheme.
package enum LenientSpans {
  /// The spans of a sequence of labels.
  ///
  /// A span ends where the type changes, before `B-` and `S-`, after `E-` and `S-`; an `I-` after another type or
  /// after `O` opens one. A label without hyphen is a tag of one character and a type of the rest. A label must not
  /// be empty. Source: `get_entities` in seqeval 1.2.2, itself after conlleval.
  package static func spans(_ labels: [String], types: inout LabelIndex) -> [LabelSpan] {
    var spans: [LabelSpan] = []
    let outside = Label(tag: "O", type: types.number(of: "_"))
    var previous = Label(tag: "O", type: -1)
    var start = 0
    for place in 0...labels.count {
      let label = place == labels.count ? outside : Label(labels[place], &types)
      if ends(previous, before: label) {
        spans.append(LabelSpan(words: start..<place, type: previous.type))
      }
      if starts(label, after: previous) { start = place }
      previous = label
    }
    return spans
  }

  /// A label taken apart.
  private struct Label {
    let tag: Unicode.Scalar
    let type: Int

    init(tag: Unicode.Scalar, type: Int) {
      self.tag = tag
      self.type = type
    }

    init(_ label: String, _ types: inout LabelIndex) {
      let scalars = label.unicodeScalars
      tag = scalars.first ?? "O"
      let rest = scalars.dropFirst()
      let hyphen = rest.firstIndex(of: "-")
      let name = String(hyphen.map { rest[rest.index(after: $0)...] } ?? rest)
      type = types.number(of: name.isEmpty ? "_" : name)
    }
  }

  private static func ends(_ previous: Label, before label: Label) -> Bool {
    switch previous.tag {
    case "E", "S": return true
    case "B", "I": if label.tag == "B" || label.tag == "S" || label.tag == "O" { return true }
    case "O", ".": return false
    default: break
    }
    return previous.type != label.type
  }

  private static func starts(_ label: Label, after previous: Label) -> Bool {
    switch label.tag {
    case "B", "S": return true
    case "E", "I": if previous.tag == "E" || previous.tag == "S" || previous.tag == "O" { return true }
    case "O", ".": return false
    default: break
    }
    return previous.type != label.type
  }
}
