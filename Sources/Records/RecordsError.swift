/// Why an input cannot be read on.
package enum RecordsError: Error, Sendable, Equatable {
  /// The system refused to read; the value is `errno`.
  case readFailed(code: Int32)
  /// The input is UTF-16; `iconv -f UTF-16LE -t UTF-8` (or BE) makes it readable.
  case utf16(bigEndian: Bool)
}
