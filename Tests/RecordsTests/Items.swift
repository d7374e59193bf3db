import Annotations
import JSON
import Records
import Testing

/// All items of a reader; an error ends them.
func items(of reader: some RecordReader) throws(RecordsError) -> [ReadItem] {
  var reader = reader
  var items: [ReadItem] = []
  while let item = try reader.next() { items.append(item) }
  return items
}

extension ReadItem {
  var record: Record? { if case .record(let record) = self { record } else { nil } }
  var reject: Reject? { if case .reject(let reject) = self { reject } else { nil } }
  var verbatim: [UInt8]? { if case .verbatim(let bytes) = self { bytes } else { nil } }
  var header: [UInt8]? { if case .header(let line) = self { line.bytes } else { nil } }
}

func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }

/// A word of an annotation whose offsets are counted in ASCII.
func word(_ text: String, _ start: Int?, _ label: String?, _ score: Float = 0.5) -> WordAnnotation {
  let span = start.map { TextSpan(bytes: $0..<$0 + text.utf8.count, start: $0, end: $0 + text.utf8.count) }
  return WordAnnotation(text: text, span: span, label: label, score: score)
}

/// A reader of an opened input, for a task that needs a shape.
func reader(
  of input: OpenedInput, _ shape: FieldSelection.Shape, keys: [String] = []
) throws -> any RecordReader {
  let format = try #require(input.format.isInput ? input.format : nil)
  return try format.makeReader(
    input.source, ReaderPlan(ReadingSettings(shape), policy: KeyPolicy(keys: keys)))
}
