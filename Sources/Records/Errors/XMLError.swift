/// Why an XML document cannot be read on, and where.
package struct XMLError: Error, Sendable, Equatable {
  /// Why.
  package var kind: Kind
  /// The line of the fault, from 1; 0 where the fault has no place.
  package var line: Int
  /// The column of the fault, from 1; 0 where the fault has no place.
  package var column: Int

  /// An error at a place.
  package init(_ kind: Kind, line: Int = 0, column: Int = 0) {
    self.kind = kind
    self.line = line
    self.column = column
  }

  /// What can be wrong with a document.
  package enum Kind: Error, Sendable, Equatable {
    /// It is empty.
    case empty
    /// It is not well-formed; `detail` is libxml2's own description, a phrase without line end.
    case malformed(detail: String)
    /// The entity is not declared in the document; predefined are only amp, lt, gt, quot and apos.
    case undeclaredEntity(name: String)
    /// An attribute's value refers to an entity that is declared outside of the document, which is not read.
    case externalEntityInAttribute(name: String)
    /// It ends before this element does.
    case truncated(element: String)
    /// Its entities refer to themselves, or stand for far more text than the document holds (libxml2's limit:
    /// over a million bytes, and over five times the bytes read).
    case amplification
    /// Its elements are nested deeper than this.
    case tooDeep(limit: Int)
    /// A tag has more attributes than this, namespace declarations among them.
    case tooManyAttributes(limit: Int)
    /// More namespaces than this are declared around an element.
    case tooManyNamespaces(limit: Int)
    /// The document type gives an element more attributes by default than this.
    case tooManyDefaults(element: String, limit: Int)
    /// A tag, comment, CDATA section, processing instruction or the prologue has more bytes than this.
    case markupTooLong(limit: Int)
    /// A name is longer than libxml2 allows (50,000 bytes).
    case nameTooLong
    /// A record has more bytes than this.
    case recordTooLong(limit: Int)
    /// It is declared to be in an encoding that this system does not know.
    case unknownEncoding(name: String)
    /// It is declared to be in an encoding that its first bytes contradict.
    case encodingMismatch(declared: String)
    /// Its bytes are not of its encoding.
    case invalidBytes(encoding: String)
    /// A comment, name or processing instruction has a character that its own encoding cannot hold.
    case unrepresentable(encoding: String)
    /// The root is of no kind that is known, and nothing says which elements are records (`--xml-record`).
    case noRecordRule(root: String)
    /// No element matches any of these patterns of `--xml-record`.
    case noMatch(patterns: [String])
    /// A document of a known kind has none of the elements that are records there.
    case noRecords(preset: String)
    /// `--xml-record` or `--xml-skip` has something that is not a pattern.
    case badPattern(String)

    /// Whether the document is refused for its size or depth rather than for a fault.
    package var isLimit: Bool {
      switch self {
      case .amplification, .tooDeep, .tooManyAttributes, .tooManyNamespaces, .tooManyDefaults, .markupTooLong,
        .nameTooLong, .recordTooLong:
        true
      default: false
      }
    }
  }
}

/// Sizes that no honest document exceeds. Those of entities are libxml2's own.
package enum XMLLimits {
  /// Open elements.
  package static let depth = 256
  /// Attributes of one tag. libxml2 compares each with all the others.
  package static let attributes = 10_000
  /// Namespace declarations in scope. libxml2 looks through all of them for every name.
  package static let namespaces = 10_000
  /// Attributes that the document type gives one element. libxml2 compares each with all the others whenever the
  /// element occurs, so that a document of some kilobytes could keep it busy for minutes.
  package static let defaults = 128
  /// Bytes of one tag, comment, section or prologue.
  package static let markup = 10_000_000
  /// Bytes of one record.
  package static let record = 64 << 20
  /// Bytes that entities may add whatever the document's size.
  package static let allowedExpansion = 1_000_000
  /// How many times the document's bytes its entities may come to beyond that.
  package static let amplification = 5
  /// What a reference costs beside the bytes it stands for.
  package static let referenceCost = 20
}
