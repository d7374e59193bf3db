/// An error that ends a command, or part of one: the sentence that is logged and the status to exit with.
///
/// A message says what is wrong, what was expected and what to do: lower case, no full stop, user values in single quotes,
/// never the text of a record. It is defined beside the type that it describes.
package protocol Fault: Error, Sendable {
  /// The sentence for the log.
  var message: String { get }
  /// The status that the command exits with.
  var status: ExitStatus { get }
}

/// A fault and the file or folder that it is about, where the fault itself does not name it.
package struct PlacedFault: Fault {
  /// The file or folder.
  package let place: String
  /// What is wrong with it.
  package let cause: any Fault

  /// A fault in `place`.
  package init(_ place: String, _ cause: any Fault) {
    self.place = place
    self.cause = cause
  }

  /// `PLACE: MESSAGE`.
  package var message: String { "\(place): \(cause.message)" }
  /// The cause's own.
  package var status: ExitStatus { cause.status }
}
