/// What is to be said about an input that was read to its end.
package enum ReadNotice: Error, Sendable, Equatable {
  /// Of the words of an XML document, some are in no record.
  case words(inside: Int, outside: Int)
  /// After the last member of compressed data came bytes that are none.
  case trailingBytes(Compression)

  /// Whether it may call for something.
  package var isWarning: Bool {
    switch self {
    case .words: false
    case .trailingBytes: true
    }
  }
}
