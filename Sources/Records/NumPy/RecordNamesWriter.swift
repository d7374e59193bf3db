import Annotations
import JSON

/// Writes one line per record that identifies it; beside an array, whose rows have no names.
package struct RecordNamesWriter: RecordWriter {
  private let inputName: String?

  /// A writer; `inputName` is written for each record, where several inputs are joined.
  package init(inputName: String? = nil) { self.inputName = inputName }

  /// Blank lines and the like have no name.
  package func verbatim(_ bytes: [UInt8]) -> [UInt8] { [] }

  /// `{"id":"a7"}`, `{"line":3}` where the record has no identifier, and its input where there are several.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if let inputName {
      writer.key("file")
      writer.string(inputName)
    }
    writer.name(of: record)
    writer.endObject()
    return writer.bytes + [0x0A]
  }
}
