/// Why a request makes no sense, though each of its flags does.
package enum RequestFault: Error, Sendable, Equatable {
  /// Two inputs would be written to one file of the output folder.
  case sameOutput(String, String)
  /// One rejects file was named for several outputs.
  case sharedRejects
  /// Resuming was asked for with standard input or output.
  case resumeStream
  /// A window is larger than the model's limit.
  case windowOverLimit(window: Int, limit: Int)
  /// An overlap leaves nothing of the window to move on by.
  case overlapOverRoom(overlap: Int, room: Int)
  /// The model has no head for the task; `heads` are those that it has.
  case wrongTask(asked: String, heads: [String])
}
