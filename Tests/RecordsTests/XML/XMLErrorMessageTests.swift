import Records
import Testing

/// Why a document cannot be read, by the exact text.
@Suite struct XMLErrorMessageTests {
  @Test(arguments: [
    (
      XMLError.Kind.malformed(detail: "Opening and ending tag mismatch: s line 2 and d"),
      "not well-formed XML: opening and ending tag mismatch: s line 2 and d"
    ),
    (.malformed(detail: "PCDATA invalid Char value 4"), "not well-formed XML: PCDATA invalid Char value 4"),
    (
      .undeclaredEntity(name: "e"),
      "entity 'e' is not declared in the document, declare it in its doctype or write &amp; for the ampersand"
    ),
    (
      .externalEntityInAttribute(name: "e"),
      "entity 'e' is declared outside of the document, which is not read; an attribute cannot hold it"
    ),
    (.truncated(element: "s"), "the document ends inside of element 's', is the file cut off?"),
    (.amplification, "entities refer to themselves or stand for far more text than the document has"),
    (.tooDeep(limit: 256), "elements are nested deeper than 256"),
    (.tooManyAttributes(limit: 9), "a tag has more than 9 attributes"),
    (.tooManyNamespaces(limit: 9), "more than 9 namespaces are declared around an element"),
    (
      .tooManyDefaults(element: "b", limit: 128),
      "the doctype gives element 'b' more than 128 attributes by default"
    ),
    (.markupTooLong(limit: 9), "a tag, comment, section or the prologue has more than 9 bytes"),
    (.nameTooLong, "a name is too long"),
    (.recordTooLong(limit: 9), "a record has more than 9 bytes, name smaller elements with --xml-record"),
    (
      .unknownEncoding(name: "EBCDIC"),
      "encoding 'EBCDIC' is not known here, convert the document to UTF-8: iconv -t UTF-8"
    ),
    (
      .encodingMismatch(declared: "UTF-16"),
      "the declaration says 'UTF-16', the first bytes are of another encoding; correct the declaration"
    ),
    (
      .invalidBytes(encoding: "UTF-8"),
      "bytes that are not UTF-8, declare the encoding that the document has or convert it with iconv"
    ),
    (
      .unrepresentable(encoding: "US-ASCII"),
      "a name, comment or instruction has a character that US-ASCII lacks, convert the document to UTF-8"
    ),
    (
      .noRecordRule(root: "d"),
      "root element 'd' is of no known kind, name the elements that are records with --xml-record"
    ),
    (
      .noMatch(patterns: ["x", "o:y"]),
      "no element matches --xml-record 'x' or 'o:y'; names without prefix are in the root's namespace, '*:name' is in any"
    ),
    (
      .noRecords(preset: "JATS"),
      "no element that is usually a record in JATS has text here, name the elements with --xml-record"
    ),
    (
      .badPattern("@a"),
      "--xml-record and --xml-skip take patterns such as 'p', 'text//p', 'tei:p', '{uri}p' or '*:p', not '@a'"
    ),
  ])
  func aDocumentSaysWhatIsWrongWithIt(kind: XMLError.Kind, expected: String) {
    #expect(kind.message == expected)
    let placed = RecordsError.xml(XMLError(kind, line: 3, column: 4))
    #expect(placed.message(in: "in.xml") == "in.xml:3:4: \(expected)")
    #expect(RecordsError.xml(XMLError(kind)).message(in: "in.xml") == "in.xml: \(expected)")
  }
}
