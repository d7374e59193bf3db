import JSON

extension Record {
  /// The record's own bytes for a rejects file, without line end; a question of a SQuAD document becomes a line that
  /// the reader of JSON lines understands.
  package var raw: [UInt8] {
    switch carrier {
    case .json(let line): line.bytes
    case .conllu(let sentence): sentence.bytes.withoutLineEnds
    case .squad: flatQuestion
    case .table(let row): row.bytes.withoutLineEnds
    case .text(let unit): unit.bytes.withoutLineEnds
    case .xml(let element): element.bytes
    }
  }

  /// What a rejected record leaves in the output: an element of a document stays as it was, of other formats nothing.
  package var remainsWhenRejected: [UInt8] {
    if case .xml(let element) = carrier { element.bytes } else { [] }
  }

  private var flatQuestion: [UInt8] {
    guard case .question(let question, let context) = fields else { return [] }
    var writer = JSONWriter()
    writer.beginObject()
    if let id = id?.string {
      writer.key("id")
      writer.string(id)
    }
    writer.key("question")
    writer.string(question)
    writer.key("context")
    writer.string(context)
    writer.endObject()
    return writer.bytes
  }
}

extension [UInt8] {
  fileprivate var withoutLineEnds: [UInt8] {
    var end = count
    while end > 0, self[end - 1] == 0x0A || self[end - 1] == 0x0D { end -= 1 }
    return Array(self[..<end])
  }
}
