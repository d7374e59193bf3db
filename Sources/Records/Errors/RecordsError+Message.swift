import Faults

extension RecordsError {
  /// Why the rest of an input cannot be read, and where: `FILE:LINE:COLUMN: why`.
  package func message(in name: String) -> String {
    switch self {
    case .readFailed(let code): "\(name): cannot read: \(Phrase.system(code))"
    case .utf16(let bigEndian):
      "\(name): this is \(utf16Name(bigEndian)), expected UTF-8; convert it: iconv -f \(utf16Name(bigEndian)) -t UTF-8"
    case .notRecords(let filter):
      "\(name): this is one JSON document, expected an object per line, an array of objects or a list of them under 'data'; "
        + "convert it: jq -c '\(filter)'"
    case .gzipCorrupt: "\(name): not valid gzip, the file is damaged"
    case .gzipTruncated: "\(name): the gzip data end too early, the file is cut off"
    case .gzipMemory: "\(name): not enough memory for gzip"
    case .recordTooLarge(let line, let limit): "\(name):\(line): a record has more than \(limit) bytes"
    case .columnExists(let column):
      "\(name): column '\(column)' already exists, give --replace or another name with --into"
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
