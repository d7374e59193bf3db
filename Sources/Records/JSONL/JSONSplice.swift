import Annotations
import JSON

/// The members that annotations add to an object, and how they go into one that has some of them already.
struct JSONSplice {
  let members: [(key: String, json: [UInt8])]
  /// Keys of a former run that must not outlive its annotation.
  let stale: [String]
  let replace: Bool

  /// The members of some annotations.
  init(_ annotations: [KeyedAnnotation], _ style: AnnotationStyle, replace: Bool) {
    let members = annotations.flatMap { $0.members(style) }
    self.members = members
    self.replace = replace
    // What a former run said about a record's windows goes with it.
    stale =
      replace
      ? annotations.flatMap { annotation in
        [KeyedAnnotation.windowsKey(annotation.key), KeyedAnnotation.truncatedKey(annotation.key)]
          .filter { key in !members.contains { $0.key.hasSameBytes(as: key) } }
      } : []
  }

  /// Throws where the object has one of the keys, and that may not be replaced.
  func check(_ object: JSONRecord, of record: Record) throws(Reject) {
    guard !replace, let taken = members.first(where: { object.contains($0.key) }) else { return }
    throw Reject(.keyExists(key: taken.key), place: record.place, id: record.id, raw: object.bytes)
  }
}
