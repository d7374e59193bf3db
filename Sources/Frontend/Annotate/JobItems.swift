import Records

/// What the reader hands to the workers, in the order of the inputs.
struct JobInput: Sendable {
  /// The input's number.
  let file: Int
  /// Bytes of the input up to the item's end, where reading can go on there; else 0.
  var end = 0
  /// What was read.
  let item: Item

  enum Item: Sendable {
    /// An item of the input, and the writers that render it.
    case read(ReadItem, writers: RecordWriters)
    /// The input was opened.
    case begin(writers: RecordWriters)
    /// The input ended, well or with a fault.
    case end(InputFault?)
  }
}

/// What the workers hand to the sink, in the same order; of a record what the job makes of it.
struct JobOutput<Product: Sendable>: Sendable {
  /// The input's number.
  let file: Int
  /// Bytes of the input up to the item's end, where reading can go on there; else 0.
  var end = 0
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
    case begin(writers: RecordWriters)
    /// The input ended.
    case end(InputFault?)
  }
}

/// The writers of an input's records: one for the output, and one for each file beside it.
struct RecordWriters: Sendable {
  /// The writer of the output.
  let main: any RecordWriter
  /// The writers of the files beside it.
  var besides: [any RecordWriter] = []

  /// The record as each of them has it.
  func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> RenderedRecord {
    var besides: [[UInt8]] = []
    for writer in self.besides { besides.append(try writer.render(record, annotations)) }
    return RenderedRecord(bytes: try main.render(record, annotations), besides: besides)
  }
}

/// A record as its outputs get it.
struct RenderedRecord: Sendable {
  /// The record with its annotation.
  var bytes: [UInt8]
  /// What of it goes to each file beside the output.
  var besides: [[UInt8]]
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
