import Records

extension Wording {
  /// Why the rest of an input cannot be read, and where: `FILE:LINE:COLUMN: why`.
  package static func of(_ error: RecordsError, name: String) -> String {
    switch error {
    case .readFailed(let code): "\(name): cannot read: \(system(code))"
    case .utf16(let bigEndian):
      "\(name): this is \(utf16(bigEndian)), expected UTF-8; convert it: iconv -f \(utf16(bigEndian)) -t UTF-8"
    case .arrayOfObjects:
      "\(name): expected a JSON object a line, found an array of objects; convert it: jq -c '.[]'"
    case .gzipCorrupt: "\(name): not valid gzip, the file is damaged"
    case .gzipTruncated: "\(name): the gzip data end too early, the file is cut off"
    case .gzipMemory: "\(name): not enough memory for gzip"
    case .recordTooLarge(let line, let limit): "\(name):\(line): a record has more than \(limit) bytes"
    case .columnExists(let column):
      "\(name): column '\(column)' is there already, give --replace or another name with --into"
    case .document(let kind, let line, let column): "\(name):\(line):\(column): \(of(kind))"
    case .squad(let expected, let line, let column):
      "\(name):\(line):\(column): not a SQuAD document: expected \(of(expected))"
    case .xml(let error):
      error.line > 0
        ? "\(name):\(error.line):\(error.column): \(of(error.kind))" : "\(name): \(of(error.kind))"
    }
  }

  private static func utf16(_ bigEndian: Bool) -> String { bigEndian ? "UTF-16BE" : "UTF-16LE" }

  private static func of(_ part: SQuADPart) -> String {
    switch part {
    case .document: "an object"
    case .data: "a list 'data'"
    case .article: "an object for each article"
    case .paragraphs: "a list 'paragraphs'"
    case .paragraph: "an object with a list 'qas' for each paragraph"
    }
  }

  /// Why an XML document cannot be read on.
  package static func of(_ kind: XMLError.Kind) -> String {
    switch kind {
    case .empty: "the file is empty, expected XML"
    case .malformed(let detail): "not well-formed XML: \(phrase(detail))"
    case .undeclaredEntity(let name):
      "entity '\(name)' is not declared in the document, declare it in its doctype or write &amp; for the ampersand"
    case .externalEntityInAttribute(let name):
      "entity '\(name)' is declared outside of the document, which is not read; an attribute cannot hold it"
    case .truncated(let element): "the document ends inside of element '\(element)', is the file cut off?"
    case .amplification: "entities refer to themselves or stand for far more text than the document has"
    case .tooDeep(let limit): "elements are nested deeper than \(limit)"
    case .tooManyAttributes(let limit): "a tag has more than \(limit) attributes"
    case .tooManyNamespaces(let limit): "more than \(limit) namespaces are declared around an element"
    case .tooManyDefaults(let element, let limit):
      "the doctype gives element '\(element)' more than \(limit) attributes by default"
    case .markupTooLong(let limit): "a tag, comment, section or the prologue has more than \(limit) bytes"
    case .nameTooLong: "a name is too long"
    case .recordTooLong(let limit):
      "a record has more than \(limit) bytes, name smaller elements with --xml-record"
    case .unknownEncoding(let name):
      "encoding '\(name)' is not known here, convert the document to UTF-8: iconv -t UTF-8"
    case .encodingMismatch(let declared):
      "the declaration says '\(declared)', the first bytes are of another encoding; correct the declaration"
    case .invalidBytes(let encoding):
      "bytes that are not \(encoding), declare the encoding that the document has or convert it with iconv"
    case .unrepresentable(let encoding):
      "a name, comment or instruction has a character that \(encoding) lacks, convert the document to UTF-8"
    case .noRecordRule(let root):
      "root element '\(root)' is of no known kind, name the elements that are records with --xml-record"
    case .badPattern(let pattern):
      "--xml-record and --xml-skip take patterns such as 'p' or 'text//p' whose prefixes the root declares, not '\(pattern)'"
    }
  }

  /// A phrase of libxml2's in lower case, unless it begins with an abbreviation.
  private static func phrase(_ detail: String) -> String {
    guard detail.dropFirst().first?.isLowercase ?? false else { return detail }
    return detail.prefix(1).lowercased() + detail.dropFirst()
  }
}
