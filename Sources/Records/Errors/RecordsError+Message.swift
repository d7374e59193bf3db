import Faults

extension RecordsError {
  /// Why the rest of an input cannot be read, and where: `FILE:LINE:COLUMN: why`.
  package func message(in name: String) -> String {
    switch self {
    case .readFailed(let code): "\(name): cannot read: \(Phrase.system(code))"
    case .utf16(let bigEndian):
      "\(name): this is \(utf16Name(bigEndian)), expected UTF-8; convert it: iconv -f \(utf16Name(bigEndian)) -t UTF-8, or give --encoding \(utf16Name(bigEndian))"
    case .notRecords(let filter):
      "\(name): this is one JSON document, expected an object per line, an array of objects or a list of them under 'data'; "
        + "convert it: jq -c '\(filter)'"
    case .gzipCorrupt: "\(name): not valid gzip, the file is damaged"
    case .gzipTruncated: "\(name): the gzip data end too early, the file is cut off"
    case .gzipMemory: "\(name): not enough memory for gzip"
    case .compressedCorrupt(let compression): "\(name): not valid \(compression.name), the file is damaged"
    case .compressedTruncated(let compression):
      "\(name): the \(compression.name) data end too early, the file is cut off"
    case .codecMissing(let compression):
      "\(name): the library of \(compression.name) cannot be loaded, unpack the file: \(compression.command)"
    case .onlyRead(let compression):
      "\(name): \(compression.name) is read and not written, end the name in .gz or .zst"
    case .binary(let kind): "\(name): \(kind.message(name))"
    case .unknownEncoding(let encoding):
      "\(name): '\(encoding)' is not an encoding that iconv knows, 'iconv -l' lists those"
    case .ownEncoding(let format):
      "\(name): a document of \(format) declares its own encoding, leave --encoding out"
    case .recordTooLarge(let line, let limit): "\(name):\(line): a record has more than \(limit) bytes"
    case .columnExists(let column):
      "\(name): column '\(column)' already exists, give --replace or another name with --into"
    case .columnsNotFound(let named, let row):
      "\(name): no column \(Phrase.choice(named)), the first row is \(Phrase.list(row.map(\.clipped))); "
        + "name the columns of a table without a header with --columns"
    case .columnsUnknown(let flag, let row, let likely):
      "\(name): the first row is \(Phrase.list(row.map(\.clipped))) and none of these is a known name of \(flag.meaning); "
        + "name it, for example \(flag.example(likely)), or name the columns of a table without a header with --columns"
    case .carriageReturns:
      "\(name): lines end in a carriage return alone, expected a line feed; convert it: tr '\\r' '\\n'"
    case .noColumn(let column, let count, let names):
      "\(name): no column '\(column)' to read or write, expected "
        + (names.isEmpty
          ? "a number from 1 to \(count)" : "\(Phrase.choice(names)) or a number from 1 to \(count)")
    case .notATable(let format, let flags):
      "\(name): \(flags.joined(separator: ", ")): only tables have columns and this is \(format), leave the flag out or give --format"
    case .document(let kind, let line, let column): "\(name):\(line):\(column): \(kind.message)"
    case .squad(let expected, let line, let column):
      "\(name):\(line):\(column): not a SQuAD document: expected \(expected.message)"
    case .xml(let error):
      error.line > 0
        ? "\(name):\(error.line):\(error.column): \(error.kind.message)" : "\(name): \(error.kind.message)"
    }
  }
}

extension ReadNotice {
  /// What is to be said about an input.
  package func message(in name: String) -> String {
    switch self {
    case .words(let inside, let outside):
      "\(name): \(Phrase.grouped(inside)) of \(Phrase.grouped(inside + outside)) words are inside records"
    case .trailingBytes(let compression):
      "\(name): the bytes after the last member of \(compression.name) are left out"
    }
  }
}

extension SQuADPart {
  fileprivate var message: String {
    switch self {
    case .document: "an object"
    case .data: "a list 'data'"
    case .article: "an object for each article"
    case .paragraphs: "a list 'paragraphs'"
    case .paragraph: "an object with a list 'qas' for each paragraph"
    }
  }
}

private func utf16Name(_ bigEndian: Bool) -> String { bigEndian ? "UTF-16BE" : "UTF-16LE" }

extension TableFlag {
  fileprivate var meaning: String {
    switch self {
    case .text: "a text"
    case .question: "a question"
    case .context: "a context"
    case .pair: "two texts"
    }
  }

  fileprivate func example(_ likely: String) -> String {
    self == .pair ? "--pair A,B" : "--\(rawValue) '\(likely)'"
  }
}

extension String {
  /// The string as a message shows it: what looks like a name may be a whole text.
  fileprivate var clipped: String {
    let clipped = String(prefix(24).map { $0.isNewline ? " " : $0 })
    return unicodeScalars.count > clipped.unicodeScalars.count ? clipped + "…" : clipped
  }
}
