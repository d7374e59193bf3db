import Faults

extension XMLError.Kind {
  /// Why an XML document cannot be read on.
  package var message: String {
    switch self {
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
    case .noMatch(let patterns):
      "no element matches --xml-record \(Phrase.choice(patterns)); names without prefix are in the root's namespace, '*:name' is in any"
    case .noRecords(let preset):
      "no element that is usually a record in \(preset) has text here, name the elements with --xml-record"
    case .badPattern(let pattern):
      "--xml-record and --xml-skip take patterns such as 'p', 'text//p', 'tei:p', '{uri}p' or '*:p', not '\(pattern)'"
    }
  }
}

/// A phrase of libxml2's in lower case, unless it begins with an abbreviation.
private func phrase(_ detail: String) -> String {
  guard detail.dropFirst().first?.isLowercase ?? false else { return detail }
  return Phrase.lowercased(detail)
}
