import Records

extension InputItem {
  /// The bytes that an input holds in memory, roughly.
  var cost: Int {
    switch event {
    case .opened, .closed: 1
    case .read(.verbatim(let bytes), _): bytes.count + 1
    case .read(.header(let line), _): line.bytes.count + 1
    case .read(.reject(let reject), _): reject.raw.count + 1
    case .read(.record(let record), _): record.fields.byteCount * 2 + 64
    }
  }
}

extension Fields {
  /// Bytes of the texts.
  var byteCount: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .words(let words): words.reduce(0) { $0 + $1.utf8.count + 16 }
    case .question(let question, let context): question.utf8.count + context.utf8.count
    case .pair(let first, let second): first.utf8.count + (second?.utf8.count ?? 0)
    case .choices(let text, let choices):
      // A window holds the text and one choice.
      choices.reduce(0) { $0 + $1.utf8.count + text.utf8.count }
    case .several(let several): several.reduce(0) { $0 + ($1?.byteCount ?? 0) }
    }
  }
}
