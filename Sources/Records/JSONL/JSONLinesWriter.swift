import Annotations
import JSON

/// Writes one object per line: a record that came as JSON with its annotations spliced in, any other one as a
/// new object of its fields and annotations.
package struct JSONLinesWriter: RecordWriter {
  private let style: AnnotationStyle
  private let replace: Bool
  private let passesVerbatim: Bool

  /// A writer; `passesVerbatim` says whether the input's bytes outside records (its blank lines) go to the
  /// output, which only makes sense where the input is JSON lines too.
  package init(_ style: AnnotationStyle = AnnotationStyle(), replace: Bool = false, passesVerbatim: Bool) {
    self.style = style
    self.replace = replace
    self.passesVerbatim = passesVerbatim
  }

  /// Blank lines of JSON lines; nothing of other formats.
  package func verbatim(_ bytes: [UInt8]) -> [UInt8] { passesVerbatim ? bytes : [] }

  /// The record's line, line feed included.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8] {
    let splice = JSONSplice(annotations, style, replace: replace)
    guard let line = Self.line(record.carrier) else {
      return object(of: record, splice.members) + [0x0A]
    }
    try splice.check(line, of: record)
    return line.splicing(splice.members, replace: replace, removing: splice.stale) + [0x0A]
  }

  /// The record's object as one line; nil for a record that did not come as JSON. A record that was set aside and is read
  /// again may have line feeds of its document.
  private static func line(_ carrier: any Carrier) -> JSONRecord? {
    if let element = carrier as? JSONElement { return element.line }
    return (carrier as? JSONRecord)?.onOneLine
  }

  /// An object built from what a record holds: a member that an annotation takes the place of is left out.
  private func object(of record: Record, _ members: [(key: String, json: [UInt8])]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if let own = record.carrier.members {
      if record.id == nil, !own.contains(where: { $0.key.hasSameBytes(as: "line") }) {
        writer.name(of: record)
      }
      for member in own where !members.contains(where: { $0.key.hasSameBytes(as: member.key) }) {
        writer.key(member.key)
        writer.raw(member.json)
      }
    } else {
      writer.name(of: record)
      var written: Set<String> = []
      writer.fields(record.fields, &written)
    }
    for member in members {
      writer.key(member.key)
      writer.raw(member.json)
    }
    writer.endObject()
    return writer.bytes
  }
}

extension JSONWriter {
  /// Writes fields under the keys that every reader knows, each key once.
  fileprivate mutating func fields(_ fields: Fields, _ written: inout Set<String>) {
    switch fields {
    case .text(let text): member("text", text, &written)
    case .words(let words): member("tokens", words, &written)
    case .question(let question, let context):
      member("question", question, &written)
      member("context", context, &written)
    case .pair(let first, let second):
      member("text", first, &written)
      if let second { member("text_pair", second, &written) }
    case .choices(let text, let choices):
      member("text", text, &written)
      member(FieldSelection.choicesGuess, choices, &written)
    case .several(let several):
      for case let fields? in several { self.fields(fields, &written) }
    }
  }

  private mutating func member(_ name: String, _ value: String, _ written: inout Set<String>) {
    guard written.insert(name).inserted else { return }
    key(name)
    string(value)
  }

  private mutating func member(_ name: String, _ values: [String], _ written: inout Set<String>) {
    guard written.insert(name).inserted else { return }
    key(name)
    array(values) { $1.string($0) }
  }
}
