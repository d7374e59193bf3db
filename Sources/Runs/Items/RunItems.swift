import Annotations
import Records

/// Where an item of a run came from.
package struct Origin: Sendable {
  /// The input's number.
  package let file: Int
  /// Bytes of the input up to the item's end, where reading can resume there; else 0.
  package var end = 0
}

/// What the reader hands to the workers, in the order of the inputs.
package struct InputItem: Sendable {
  /// Where it came from.
  package let origin: Origin
  /// What was read.
  package let event: Event

  /// What a reader comes upon.
  package enum Event: Sendable {
    /// The input was opened.
    case opened(RecordWriters)
    /// An item of the input, and the writers that render it.
    case read(ReadItem, RecordWriters)
    /// The input ended, well or with a fault.
    case closed(InputFault?)
  }
}

/// What the workers hand to the sink, in the same order; for a record, the job's product.
package struct OutputItem<Product: Sendable>: Sendable {
  /// Where it came from.
  package let origin: Origin
  /// What became of it.
  package let event: Event

  /// What a sink takes.
  package enum Event: Sendable {
    /// The input was opened.
    case opened(RecordWriters)
    /// The product of a record; its tokens are counted once.
    case record(Product, tokens: Int)
    /// Bytes that are no record.
    case verbatim([UInt8])
    /// A record that could not be annotated, and what it leaves in the output.
    case reject(Reject, remains: [UInt8])
    /// The input ended.
    case closed(InputFault?)
  }
}

/// The writers of an input's records: one for the output, and one for each file beside it.
package struct RecordWriters: Sendable {
  /// The writer of the output.
  let main: any RecordWriter
  /// The writers of the files beside it.
  var besides: [any RecordWriter] = []

  /// The record as each of them has it.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> RenderedRecord {
    var besides: [[UInt8]] = []
    for writer in self.besides { besides.append(try writer.render(record, annotations)) }
    return RenderedRecord(bytes: try main.render(record, annotations), besides: besides)
  }
}

/// A record as its outputs get it.
package struct RenderedRecord: Sendable {
  /// The record with its annotation.
  var bytes: [UInt8]
  /// What of it goes to each file beside the output.
  var besides: [[UInt8]]
  /// The tasks that found nothing of theirs in it, by their places in the run.
  package var missing: [Int] = []
}

extension OutputItem {
  /// The item with another thing made of its record.
  package func map<Other>(_ transform: (Product) -> Other) -> OutputItem<Other> {
    let event: OutputItem<Other>.Event =
      switch self.event {
      case .opened(let writers): .opened(writers)
      case .record(let product, let tokens): .record(transform(product), tokens: tokens)
      case .verbatim(let bytes): .verbatim(bytes)
      case .reject(let reject, let remains): .reject(reject, remains: remains)
      case .closed(let fault): .closed(fault)
      }
    return OutputItem<Other>(origin: origin, event: event)
  }
}
