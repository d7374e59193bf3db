import Annotations
import Records
import Tokenizers

/// A task is a value with two plain functions: one cuts a record's fields into windows, the other makes an annotation of the
/// windows' scores.
package protocol AnnotationTask: Sendable {
  /// What was cut: which rows of the windows belong to which part of the record.
  associatedtype Cut: Sendable

  /// Cuts the fields into windows, in the memory of a worker; throws why this record cannot be annotated.
  func prepare(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason) -> (
    windows: [Window], cut: Cut
  )

  /// The annotation of a record that was cut so, from the scores of every window, in the order of the windows.
  func decode(_ cut: Cut, _ scores: [Scores]) -> Annotation
}

/// A record that some task cut: windows for the encoder, and the way back from their scores.
package struct PreparedRecord: Sendable {
  /// The windows, in the order in which `decode` takes their scores.
  package let windows: [Window]
  /// The task's `decode`, of what it cut.
  package let decode: @Sendable (_ scores: [Scores]) -> Annotation

  /// Windows and the way back from their scores.
  package init(windows: [Window], decode: @escaping @Sendable (_ scores: [Scores]) -> Annotation) {
    self.windows = windows
    self.decode = decode
  }
}

extension AnnotationTask {
  /// A record cut by this task, where tasks of several kinds run side by side.
  package func prepared(_ fields: Fields, workspace: inout TokenizerWorkspace) throws(Reject.Reason)
    -> PreparedRecord
  {
    let (windows, cut) = try prepare(fields, workspace: &workspace)
    return PreparedRecord(windows: windows) { decode(cut, $0) }
  }
}
