/// A piece of a document, in document order. Line ends are line feeds throughout.
enum XMLEvent: Sendable {
  /// A start tag; every one is followed by its `end`.
  case start(XMLElement)
  case end(XMLName)
  /// Character data with its references replaced; long runs come in several pieces, cut between characters.
  case text([UInt8])
  /// One CDATA section.
  case cdata([UInt8])
  case comment([UInt8])
  case instruction(target: [UInt8], data: [UInt8]?)
  /// A reference to an entity that is declared outside of the document, which is never read.
  case reference([UInt8])
  /// What stands before the root's start tag or after its end tag, as it is written.
  case literal([UInt8])

  /// How many bytes of memory the event holds, roughly.
  var weight: Int {
    switch self {
    case .start(let element):
      element.attributes.reduce(64) { $0 + 64 + $1.value.count }
    case .end: 32
    case .text(let bytes), .cdata(let bytes), .comment(let bytes), .reference(let bytes), .literal(let bytes):
      32 + bytes.count
    case .instruction(let target, let data): 32 + target.count + (data?.count ?? 0)
    }
  }
}
