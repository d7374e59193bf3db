import Annotations
import JSON

/// Writes a JSON document back: each object that is a record with its annotations, everything else as it came.
package struct JSONDocumentWriter: RecordWriter {
  private let style: AnnotationStyle
  private let replace: Bool

  /// A writer.
  init(_ style: AnnotationStyle, replace: Bool) {
    self.style = style
    self.replace = replace
  }

  /// The record's object.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8] {
    guard let element = record.carrier as? JSONElement else {
      preconditionFailure("a record that was not read from a JSON document cannot be written into one")
    }
    let splice = JSONSplice(annotations, style, replace: replace)
    try splice.check(element.record, of: record)
    return element.splicing(splice.members, replace: replace, removing: splice.stale)
  }
}
