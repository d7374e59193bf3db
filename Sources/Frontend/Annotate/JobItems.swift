import Records

/// What the reader hands to the workers, in the order of the inputs.
struct JobInput: Sendable {
  /// The input's number.
  let file: Int
  /// What was read.
  let item: Item

  enum Item: Sendable {
    /// An item of the input, and the writer that renders it.
    case read(ReadItem, writer: any RecordWriter)
    /// The input was opened.
    case begin(writer: any RecordWriter)
    /// The input ended, well or with a fault.
    case end(InputFault?)
  }
}

/// What the workers hand to the sink, in the same order; of a record what the job makes of it.
struct JobOutput<Product: Sendable>: Sendable {
  /// The input's number.
  let file: Int
  /// What became of it.
  let item: Item

  enum Item: Sendable {
    /// What was made of a record; its tokens are counted once.
    case record(Product, tokens: Int)
    /// Bytes that are no record.
    case verbatim([UInt8])
    /// A record that could not be annotated, and what it leaves in the output.
    case reject(Reject, remains: [UInt8])
    /// The input was opened.
    case begin(writer: any RecordWriter)
    /// The input ended.
    case end(InputFault?)
  }
}

/// A record as its output gets it.
struct RenderedRecord: Sendable {
  /// The record with its annotation.
  var bytes: [UInt8]
  /// The line about it for the file beside the output.
  var beside: [UInt8]
  /// The tasks that found nothing of theirs in it, by their places in the run.
  var missing: [Int] = []
}

extension JobInput {
  /// The bytes that an input holds in memory, roughly.
  var cost: Int {
    switch item {
    case .begin, .end: 1
    case .read(.verbatim(let bytes), _), .read(.header(let bytes), _): bytes.count + 1
    case .read(.reject(let reject), _): reject.raw.count + 1
    case .read(.record(let record), _): record.fields.byteCount * 2 + 64
    }
  }
}

extension Fields {
  /// Bytes of the texts.
  fileprivate var byteCount: Int {
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
