import JSON

/// Writes an object a line: a record that came as JSON with its annotations spliced in, any other one as a
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
    let members = annotations.flatMap { $0.members(style) }
    guard case .json(let line) = record.carrier else {
      return Self.object(of: record, members) + [0x0A]
    }
    guard replace else {
      if let taken = members.first(where: { line.contains($0.key) }) {
        throw Reject(.keyExists(key: taken.key), place: record.place, id: record.id, raw: line.bytes)
      }
      return line.splicing(members, replace: false) + [0x0A]
    }
    // What a former run said about a record's windows must not outlive its annotation.
    let stale = annotations.flatMap { annotation in
      [KeyedAnnotation.windowsKey(annotation.key), KeyedAnnotation.truncatedKey(annotation.key)]
        .filter { key in !members.contains { $0.key.hasSameBytes(as: key) } }
    }
    return line.splicing(members, replace: true, removing: stale) + [0x0A]
  }

  /// An object made of a record's fields.
  private static func object(of record: Record, _ members: [(key: String, json: [UInt8])]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    switch record.id {
    case .string(let text):
      writer.key("id")
      writer.string(text)
    case .number(let number):
      writer.key("id")
      writer.raw(number.spelling.utf8)
    default:
      writer.key("line")
      writer.int(record.place.line)
    }
    writer.fields(record.fields)
    for member in members {
      writer.key(member.key)
      writer.raw(member.json)
    }
    writer.endObject()
    return writer.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func fields(_ fields: Fields) {
    switch fields {
    case .text(let text): member("text", text)
    case .words(let words):
      key("tokens")
      array(words) { $1.string($0) }
    case .question(let question, let context):
      member("question", question)
      member("context", context)
    case .pair(let first, let second):
      member("text", first)
      if let second { member("text_pair", second) }
    case .choices(let text, let choices):
      member("text", text)
      key(FieldSelection.choicesGuess)
      array(choices) { $1.string($0) }
    }
  }

  private mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }
}
