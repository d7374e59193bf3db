import Annotations
import Records

/// One pass over a document with made-up annotations, as the pipeline does it.
struct XMLRun {
  /// The label that made-up annotations have.
  static let label = "X9"
  /// The key of made-up classes.
  static let key = "zz"

  /// The output.
  var output: [UInt8] = []
  var records: [Record] = []
  var rejects: [Reject] = []

  var text: String { String(decoding: output, as: UTF8.self) }

  /// Reads and writes a document; `annotate` says what is found out about each record.
  init(
    _ bytes: [UInt8], chunk: Int = 1 << 16, settings: XMLSettings = XMLSettings(),
    selection: FieldSelection = FieldSelection(.textOrWords),
    policy: KeyPolicy = KeyPolicy(keys: [XMLRun.key]),
    replace: Bool = false, keep: Bool = true, annotate: (Record) -> [KeyedAnnotation] = { _ in [] }
  ) throws(RecordsError) {
    var reader = try XMLRecordReader(
      MemorySource(bytes, chunk: chunk), file: 0, settings, selection: selection, policy: policy)
    let writer = XMLRecordWriter(replace: replace)
    while let item = try Self.next(&reader) {
      switch item {
      case .record(let record):
        do throws(Reject) {
          output += try writer.render(record, annotate(record))
        } catch {
          rejects.append(error)
          output += error.raw
        }
        if keep { records.append(record) }
      case .verbatim(let bytes): output += bytes
      case .header(let line): output += line.bytes
      case .reject(let reject): rejects.append(reject)
      }
    }
  }

  /// The next item; a document without records ends like any other.
  private static func next(_ reader: inout XMLRecordReader) throws(RecordsError) -> ReadItem? {
    do throws(RecordsError) {
      return try reader.next()
    } catch {
      guard case .xml(let fault) = error else { throw error }
      switch fault.kind {
      case .noMatch, .noRecords: return nil
      default: throw error
      }
    }
  }

  /// The same over a text.
  init(
    _ text: String, settings: XMLSettings = XMLSettings(),
    selection: FieldSelection = FieldSelection(.textOrWords),
    policy: KeyPolicy = KeyPolicy(keys: [XMLRun.key]),
    replace: Bool = false, annotate: (Record) -> [KeyedAnnotation] = { _ in [] }
  ) throws(RecordsError) {
    try self.init(
      Array(text.utf8), settings: settings, selection: selection, policy: policy, replace: replace,
      annotate: annotate)
  }

  /// What comes of a document: a run, or why it cannot be read.
  static func outcome(
    _ bytes: [UInt8], chunk: Int = 1 << 16, _ settings: XMLSettings = XMLSettings(records: ["s"]),
    annotate: (Record) -> [KeyedAnnotation] = { _ in [] }
  ) -> Result<XMLRun, XMLError> {
    do throws(RecordsError) {
      return .success(try XMLRun(bytes, chunk: chunk, settings: settings, annotate: annotate))
    } catch {
      guard case .xml(let error) = error else { fatalError("no XML error: \(error)") }
      return .failure(error)
    }
  }

  /// Why a document cannot be read; nil where it can.
  static func failure(_ bytes: [UInt8], _ settings: XMLSettings = XMLSettings(records: ["s"])) -> XMLError? {
    if case .failure(let error) = outcome(bytes, settings) { error } else { nil }
  }

  /// A label for every word of a record: runs of letters and digits, and every other mark by itself.
  static func words(_ record: Record, label: String = XMLRun.label) -> [KeyedAnnotation] {
    switch record.fields {
    case .words(let words):
      let labelled = words.map { WordAnnotation(text: $0, span: nil, label: label, score: 1) }
      return [KeyedAnnotation("tag", Annotation(.words(labelled)))]
    case .text(let text):
      let utf8 = Array(text.utf8)
      let labelled = ranges(utf8).map { range in
        WordAnnotation(
          text: String(decoding: utf8[range], as: UTF8.self),
          span: TextSpan(bytes: range, start: 0, end: 0), label: label, score: 1)
      }
      return [KeyedAnnotation("tag", Annotation(.words(labelled)))]
    default: return []
    }
  }

  /// A span over every second run of three words.
  static func spans(_ record: Record) -> [KeyedAnnotation] {
    guard case .text(let text) = record.fields else { return [] }
    let words = ranges(Array(text.utf8))
    let spans = stride(from: 0, to: words.count - 2, by: 5).map { index in
      SpanAnnotation(
        text: "",
        span: TextSpan(bytes: words[index].lowerBound..<words[index + 2].upperBound, start: 0, end: 0),
        label: label, score: 1)
    }
    return [KeyedAnnotation("ner", Annotation(.spans(spans)))]
  }

  /// Words of UTF-8.
  static func ranges(_ utf8: [UInt8]) -> [Range<Int>] {
    func isLetter(_ byte: UInt8) -> Bool {
      byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "'")
    }
    var found: [Range<Int>] = []
    var place = 0
    while place < utf8.count {
      var end = place + 1
      if isLetter(utf8[place]) {
        while end < utf8.count, isLetter(utf8[end]) { end += 1 }
        found.append(place..<end)
      } else if utf8[place] > 0x20 {
        found.append(place..<end)
      }
      place = end
    }
    return found
  }
}
