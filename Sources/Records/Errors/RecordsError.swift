import JSON

/// Why an input cannot be read on.
package enum RecordsError: Error, Sendable, Equatable {
  /// The system refused to read; the value is `errno`.
  case readFailed(code: Int32)
  /// The input is UTF-16; `iconv -f UTF-16LE -t UTF-8` (or BE) makes it readable.
  case utf16(bigEndian: Bool)
  /// The input is one JSON document that holds no array of records where one is read; `jq -c FILTER` makes JSON lines of it.
  case notRecords(filter: String)
  /// The bytes are not gzip all through, or a checksum or length in them is wrong.
  case gzipCorrupt
  /// The gzip ends in the middle.
  case gzipTruncated
  /// zlib could not allocate its state.
  case gzipMemory
  /// The bytes are not this compression all through, or a checksum in them is wrong.
  case compressedCorrupt(Compression)
  /// The compressed data end in the middle.
  case compressedTruncated(Compression)
  /// The library of a compression cannot be loaded, or has no memory.
  case codecMissing(Compression)
  /// Outputs are not written in this compression.
  case onlyRead(Compression)
  /// The input holds no text.
  case binary(BinaryKind)
  /// iconv knows no encoding of this name.
  case unknownEncoding(String)
  /// An encoding was given for a format whose documents declare theirs.
  case ownEncoding(format: String)
  /// A record that begins on this line has more bytes than a record may have.
  case recordTooLarge(line: Int, limit: Int)
  /// A table has a column of the annotation's name, and replacing was not asked for.
  case columnExists(name: String)
  /// A table's first row, in which the columns that were named are not found.
  case columnsNotFound(named: [String], row: [String])
  /// A table's first row, of which no name is known to be that of what a task reads. `likely` is the column that looks like it.
  case columnsUnknown(flag: TableFlag, row: [String], likely: String)
  /// A table whose lines end in a carriage return alone.
  case carriageReturns
  /// A column file, or CoNLL-U, has no such column: it has `count`, and perhaps `names`.
  case noColumn(name: String, count: Int, names: [String])
  /// Flags that tables understand were given for records of another format.
  case notATable(format: String, flags: [String])
  /// A document that is one JSON value breaks JSON's rules at this place.
  case document(JSONError.Kind, line: Int, column: Int)
  /// A SQuAD document lacks its shape at this place: `expected` names the part.
  case squad(expected: SQuADPart, line: Int, column: Int)
  /// An XML document cannot be read on, or is refused.
  case xml(XMLError)
}

extension RecordsError {
  /// The names in the first row of a table that lacks the columns that a task reads; nil for other errors.
  package var tableColumns: [String]? {
    switch self {
    case .columnsNotFound(_, let row), .columnsUnknown(_, let row, _): row
    default: nil
    }
  }
}

/// The parts of a SQuAD document, for messages.
package enum SQuADPart: String, Sendable, Equatable {
  /// The object that is the whole document.
  case document
  /// The array under `data`.
  case data
  /// An article: an object in `data`.
  case article
  /// The array under `paragraphs`.
  case paragraphs
  /// A paragraph: an object with `context` and `qas`.
  case paragraph
}
