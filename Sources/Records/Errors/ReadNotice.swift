/// What is to be said about an input that was read to its end.
package enum ReadNotice: Error, Sendable, Equatable {
  /// Of the words of an XML document, some are in no record.
  case words(inside: Int, outside: Int)
}
