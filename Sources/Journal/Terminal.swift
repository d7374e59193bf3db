/// What is known of the terminal that a standard stream leads to.
package enum Terminal {
  /// A standard stream.
  package enum Stream: Int32, Sendable {
    /// Descriptor 0.
    case input = 0
    /// Descriptor 1.
    case output = 1
    /// Descriptor 2.
    case error = 2
  }

  /// Whether a stream leads to a terminal.
  package static func isTerminal(_ stream: Stream) -> Bool {
    SystemCalls.isTerminal(stream.rawValue)
  }

  /// The columns of the terminal that a stream leads to; nil where there is none, or it does not say.
  package static func columns(_ stream: Stream) -> Int? {
    SystemCalls.terminalColumns(stream.rawValue)
  }
}
