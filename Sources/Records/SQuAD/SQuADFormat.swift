import JSON

extension RecordFormat {
  /// Documents of questions and their contexts, one question per record; written as the predictions that the official
  /// scorers read.
  package static let squad: RecordFormat = RecordFormat(
    name: "squad", ownSuffix: "json",
    begins: { opening in
      switch opening.jsonShape {
      case .questions, .questionLines: true
      case .open: nil
      case .lines, .document, .other: false
      }
    },
    reader: { source, plan throws(RecordsError) in
      let (opening, source) = try Opening.pull(source) { $0.jsonShape != .open }
      switch opening.jsonShape {
      case .questionLines, .lines: return QuestionLinesReader(source, file: plan.file)
      default: return SQuADReader(source, file: plan.file)
      }
    },
    writer: { _ in SQuADWriter(.predictions) }, holdsKind: { kind, _ in kind == .answer }, isTarget: true,
    isKeyed: true)
}

extension SQuADQuestion: Carrier {
  /// The question as a line that the reader of JSON lines understands.
  package func raw(of record: Record) -> [UInt8] {
    guard case .question(let question, let context) = record.fields else { return [] }
    var writer = JSONWriter()
    writer.beginObject()
    if let id = record.id {
      writer.key("id")
      writer.value(id)
    }
    writer.member("question", question)
    writer.member("context", context)
    writer.endObject()
    return writer.bytes
  }
}
