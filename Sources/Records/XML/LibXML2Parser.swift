import CLibXML2

/// libxml2's push parser as a queue of events. It reads UTF-8, keeps no tree, loads nothing, and expands
/// internal entities within limits.
///
/// Sendable by its use: one reader owns it and one thread at a time feeds it.
@safe final class LibXML2Parser: @unchecked Sendable {
  let context: xmlParserCtxtPtr
  /// Keeps a malicious document from growing.
  var budget = XMLBudget()
  /// Names that were met, by the addresses of libxml2's own copies.
  var names: [LibXML2NameKey: XMLName] = [:]
  /// Entities whose text lies outside of the document.
  var outsideEntities: Set<[UInt8]> = []
  /// Whether declarations outside of the document were referred to: then an entity may be one of theirs.
  var mayHaveOutsideDeclarations = false
  /// Name of the processing instruction that stands for an entity that is not read. The document cannot know
  /// it, so it cannot pretend.
  let marker: [UInt8]

  private var events: [XMLEvent] = []
  private var head = 0
  private var characters: [UInt8] = []
  /// The elements that are open.
  private(set) var openNames: [XMLName] = []
  /// How many namespaces are declared around the content of each of them.
  private var namespaceCounts: [Int] = []
  /// How many attributes the document type gives each element.
  private var defaultCounts: [[UInt8]: Int] = [:]
  /// The first thing that went wrong.
  private(set) var failure: XMLError?

  /// Longest piece of text given out; longer runs come in several.
  private static let longestText = 1 << 16

  /// A parser at the start of a document.
  init() throws(XMLError) {
    _ = Self.isPrepared
    var handler = unsafe Self.handler()
    guard let context = unsafe xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      throw XMLError(.malformed(detail: "out of memory"))
    }
    unsafe self.context = context
    marker = Array("outside-\(UInt64.random(in: .min ... .max))".utf8)
    unsafe context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    // No entity is loaded in any case: the callbacks declare none that could be.
    let options = XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    _ = unsafe xmlCtxtUseOptions(context, Int32(bitPattern: options))
  }

  deinit {
    // The document, which holds the declarations, is not freed with its context.
    if let document = unsafe context.pointee.myDoc {
      unsafe context.pointee.myDoc = nil
      unsafe xmlFreeDoc(document)
    }
    unsafe xmlFreeParserCtxt(context)
  }

  /// Gives the parser whole pieces of the document, at most `Int32.max` bytes.
  func feed(_ bytes: ArraySlice<UInt8>, isLast: Bool) throws(XMLError) {
    budget.bytesRead += bytes.count
    let code = unsafe bytes.withUnsafeBytes { buffer in
      unsafe xmlParseChunk(
        context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), isLast ? 1 : 0)
    }
    let isWellFormed = unsafe context.pointee.wellFormed != 0
    if isLast && failure == nil && !isWellFormed {
      fail(.malformed(detail: "libxml2 reports error \(code)"))
    }
    if let failure { throw failure }
  }

  /// Makes sure that the document type is over where the root begins.
  func endPrologue() throws(XMLError) {
    guard unsafe context.pointee.instate == XML_PARSER_DTD else { return }
    fail(.malformed(detail: "the document type declaration has no end"))
    if let failure { throw failure }
  }

  /// The next event of what was fed, nil when there is none yet.
  func next() -> XMLEvent? {
    guard head < events.count else {
      events.removeAll(keepingCapacity: true)
      head = 0
      return nil
    }
    defer { head += 1 }
    return events[head]
  }

  /// Takes down the first failure; everything that follows is its consequence.
  func fail(_ kind: XMLError.Kind) {
    guard failure == nil else { return }
    let line = unsafe xmlSAX2GetLineNumber(context)
    let column = unsafe xmlSAX2GetColumnNumber(context)
    failure = XMLError(kind, line: Int(line), column: Int(column))
  }
}

// MARK: - What the callbacks report

extension LibXML2Parser {
  func appendCharacters(_ bytes: some Collection<UInt8>) {
    guard failure == nil, !openNames.isEmpty, spend(bytes.count) else { return }
    characters.append(contentsOf: bytes)
    if characters.count >= Self.longestText { flushCharacters() }
  }

  /// An event that takes so many bytes in the document; those outside of the root are not wanted.
  func append(_ event: XMLEvent, of count: Int) {
    guard failure == nil, !openNames.isEmpty, spend(count) else { return }
    flushCharacters()
    events.append(event)
  }

  func start(_ element: XMLElement) {
    guard failure == nil else { return }
    if openNames.count == XMLLimits.depth { return fail(.tooDeep(limit: XMLLimits.depth)) }
    let namespaces = (namespaceCounts.last ?? 0) + element.namespaces.count
    if namespaces > XMLLimits.namespaces { return fail(.tooManyNamespaces(limit: XMLLimits.namespaces)) }
    namespaceCounts.append(namespaces)
    openNames.append(element.name)
    let count = element.attributes.reduce(element.name.qualified.count) { $0 + $1.value.count }
    guard spend(element.namespaces.reduce(count) { $0 + $1.name.count }) else { return }
    flushCharacters()
    events.append(.start(element))
  }

  func end(_ name: XMLName) {
    guard failure == nil, !openNames.isEmpty else { return }
    flushCharacters()
    events.append(.end(name))
    openNames.removeLast()
    namespaceCounts.removeLast()
  }

  /// The document type gives an element one more attribute.
  func giveDefault(to element: [UInt8]) {
    guard failure == nil else { return }
    defaultCounts[element, default: 0] += 1
    guard defaultCounts[element] ?? 0 > XMLLimits.defaults else { return }
    fail(.tooManyDefaults(element: String(decoding: element, as: UTF8.self), limit: XMLLimits.defaults))
  }

  private func flushCharacters() {
    guard !characters.isEmpty else { return }
    events.append(.text(characters))
    characters = []
  }

  private func spend(_ count: Int) -> Bool {
    if budget.produce(count) { return true }
    fail(.amplification)
    return false
  }
}
