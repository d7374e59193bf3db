import Records

/// Why a report, or a part of it, cannot be made.
package enum ReportFault: Error, Sendable {
  /// Outputs of this format hold nothing that a report could show.
  case format(RecordFormat, input: String)
  /// No record has an annotation; `keys` are those that were asked for.
  case noAnnotation(inputs: [String], keys: [String])
  /// The report would take the place of a file that it reads.
  case overwrites(String)
  /// A file is not a log of training, though the first of them is one.
  case notALog(String, beside: String)
  /// A statistics file is not a JSON object.
  case statistics(String)
}
