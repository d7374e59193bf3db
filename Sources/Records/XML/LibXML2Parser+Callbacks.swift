import CLibXML2

/// A name by the addresses of libxml2's copies of its parts, each of which it stores once.
struct LibXML2NameKey: Hashable {
  var local: UInt
  var prefix: UInt
  var namespace: UInt
}

extension LibXML2Parser {
  /// The library set up once a process: whatever should ever ask for a file gets none.
  static let isPrepared: Bool = {
    xmlInitParser()
    unsafe xmlSetExternalEntityLoader { _, _, _ in nil }
    return true
  }()

  /// The callbacks. No tree is built: those of libxml2 that do so are left out, but for declarations of entities.
  static func handler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startDocument = { user in
      unsafe xmlSAX2StartDocument(LibXML2Parser.from(user)?.context)
    }
    unsafe handler.internalSubset = { user, name, publicID, systemID in
      guard let parser = unsafe LibXML2Parser.from(user) else { return }
      if unsafe publicID != nil || systemID != nil { parser.mayHaveOutsideDeclarations = true }
      unsafe xmlSAX2InternalSubset(parser.context, name, publicID, systemID)
    }
    unsafe handler.resolveEntity = { _, _, _ in nil }
    unsafe handler.entityDecl = { user, name, type, _, _, content in
      unsafe LibXML2Parser.from(user)?.declare(name, type: type, content: content)
    }
    unsafe handler.attributeDecl = { user, element, _, _, _, value, choices in
      unsafe xmlFreeEnumeration(choices)
      guard unsafe value != nil, let parser = unsafe LibXML2Parser.from(user) else { return }
      parser.giveDefault(to: unsafe LibXML2Parser.bytes(element) ?? [])
    }
    unsafe handler.getEntity = { user, name in
      unsafe LibXML2Parser.from(user)?.entity(name)
    }
    unsafe handler.getParameterEntity = { user, name in
      unsafe LibXML2Parser.from(user)?.parameterEntity(name)
    }
    unsafe handler.startElementNs = {
      user, local, prefix, uri, declared, namespaces, count, defaulted, values in
      guard let parser = unsafe LibXML2Parser.from(user), parser.failure == nil else { return }
      var element = unsafe XMLElement(name: parser.name(local, prefix, uri))
      unsafe parser.readNamespaces(Int(declared), namespaces, into: &element)
      // Defaulted attributes come last; readers of the output find the defaults in its doctype.
      unsafe parser.readAttributes(Int(count - defaulted), values, into: &element)
      parser.place(&element)
      parser.start(element)
    }
    unsafe handler.endElementNs = { user, local, prefix, uri in
      guard let parser = unsafe LibXML2Parser.from(user) else { return }
      unsafe parser.end(parser.name(local, prefix, uri))
    }
    unsafe handler.characters = { user, text, count in
      unsafe LibXML2Parser.from(user)?.appendCharacters(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    unsafe handler.ignorableWhitespace = unsafe handler.characters
    unsafe handler.cdataBlock = { user, text, count in
      let bytes = unsafe Array(UnsafeBufferPointer(start: text, count: Int(count)))
      unsafe LibXML2Parser.from(user)?.append(.cdata(bytes), of: bytes.count)
    }
    unsafe handler.comment = { user, text in
      let bytes = unsafe LibXML2Parser.bytes(text) ?? []
      unsafe LibXML2Parser.from(user)?.append(.comment(bytes), of: bytes.count)
    }
    unsafe handler.processingInstruction = { user, target, data in
      guard let parser = unsafe LibXML2Parser.from(user) else { return }
      let target = unsafe LibXML2Parser.bytes(target) ?? []
      let data = unsafe LibXML2Parser.bytes(data)
      let count = target.count + (data?.count ?? 0)
      if target == parser.marker {
        parser.append(.reference(data ?? []), of: count)
      } else {
        parser.append(.instruction(target: target, data: data), of: count)
      }
    }
    unsafe handler.serror = { user, error in
      guard let error = unsafe error, unsafe error.pointee.level == XML_ERR_FATAL,
        let parser = unsafe LibXML2Parser.from(user)
      else { return }
      let code = unsafe error.pointee.code
      let subject = unsafe error.pointee.str1.map { unsafe String(cString: $0) } ?? ""
      let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
      parser.fail(parser.kind(ofError: UInt32(bitPattern: code), subject: subject, message: message))
    }
    return unsafe handler
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> LibXML2Parser? {
    guard let user = unsafe user else { return nil }
    return unsafe Unmanaged<LibXML2Parser>.fromOpaque(user).takeUnretainedValue()
  }

  static func bytes(_ text: UnsafePointer<xmlChar>?) -> [UInt8]? {
    guard let text = unsafe text else { return nil }
    return unsafe Array(UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))))
  }

  private func kind(ofError code: UInt32, subject: String, message: String) -> XMLError.Kind {
    switch code {
    case XML_ERR_DOCUMENT_END.rawValue:
      if let name = openNames.last {
        return .truncated(element: String(decoding: name.qualified, as: UTF8.self))
      }
    case XML_ERR_UNDECLARED_ENTITY.rawValue:
      // The other message says that an entity's own text is at fault.
      if !subject.isEmpty, message.hasSuffix("not defined\n") { return .undeclaredEntity(name: subject) }
    case XML_ERR_LT_IN_ATTRIBUTE.rawValue:
      if outsideEntities.contains(Array(subject.utf8)) { return .externalEntityInAttribute(name: subject) }
    case XML_ERR_ENTITY_LOOP.rawValue, Self.resourceLimit: return .amplification
    case XML_ERR_NAME_TOO_LONG.rawValue: return .nameTooLong
    default: break
    }
    var detail = Substring(message.utf8.prefix { $0 != 0x0A })
    // Some messages begin with the name of the function that found the fault.
    if detail.hasPrefix("xml"), let colon = detail.firstIndex(of: ":"), !detail[..<colon].contains(" ") {
      detail = detail[colon...].dropFirst().drop { $0 == " " }
    }
    return .malformed(detail: String(detail))
  }

  /// `XML_ERR_RESOURCE_LIMIT`, which libxml2 2.9 does not know.
  private static var resourceLimit: UInt32 { 114 }
}

// MARK: - Start tags

extension LibXML2Parser {
  /// The name, from those met before where possible. An address alone proves nothing, for libxml2 is free to
  /// use it again, so the parts are compared.
  private func name(
    _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?
  ) -> XMLName {
    let key = LibXML2NameKey(
      local: UInt(bitPattern: local), prefix: UInt(bitPattern: prefix), namespace: UInt(bitPattern: namespace)
    )
    if let known = names[key], unsafe Self.isSame(known, local, prefix, namespace) { return known }
    let made = unsafe XMLName(
      prefix: Self.bytes(prefix), local: Self.bytes(local) ?? [], namespace: Self.bytes(namespace))
    if names.count >= 4096 { names.removeAll() }
    names[key] = made
    return made
  }

  private static func isSame(
    _ known: XMLName, _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ namespace: UnsafePointer<xmlChar>?
  ) -> Bool {
    guard unsafe isSame(known.local, local) else { return false }
    guard unsafe isSame(known.qualified.prefix(max(0, known.localStart - 1)), prefix) else { return false }
    guard let name = known.namespace else { return unsafe namespace == nil }
    return unsafe namespace != nil && isSame(name[...], namespace)
  }

  private static func isSame(_ known: ArraySlice<UInt8>, _ text: UnsafePointer<xmlChar>?) -> Bool {
    guard let text = unsafe text else { return known.isEmpty }
    return unsafe known.withUnsafeBufferPointer { bytes in
      unsafe xmlStrncmp(text, bytes.baseAddress, Int32(bytes.count)) == 0 && text[bytes.count] == 0
    }
  }

  /// `values` holds a prefix and a name for every declaration.
  private func readNamespaces(
    _ count: Int, _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, into element: inout XMLElement
  ) {
    guard count > 0, let values = unsafe values else { return }
    for index in 0..<count {
      element.namespaces.append(
        unsafe XMLNamespace(
          prefix: Self.bytes(values[2 * index]) ?? [], name: Self.bytes(values[2 * index + 1]) ?? []))
    }
  }

  /// `values` holds local name, prefix, namespace, and the value's begin and end, for every attribute.
  private func readAttributes(
    _ count: Int, _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, into element: inout XMLElement
  ) {
    guard count > 0, let values = unsafe values else { return }
    element.attributes.reserveCapacity(count)
    for index in 0..<count {
      let at = unsafe values + 5 * index
      var value: [UInt8] = []
      if let begin = unsafe at[3], let end = unsafe at[4] {
        value = unsafe Array(UnsafeBufferPointer(start: begin, count: end - begin))
      }
      element.attributes.append(unsafe XMLAttribute(name: name(at[0], at[1], at[2]), value: value))
    }
  }

  /// Where the tag begins, and whether it is an empty tag: the parser is at its `>` or `/>`, and all of it
  /// is in the parser's input.
  private func place(_ element: inout XMLElement) {
    guard let input = unsafe context.pointee.input, let base = unsafe input.pointee.base,
      let end = unsafe input.pointee.cur
    else { return }
    element.isEmptyTag = unsafe end.pointee == UInt8(ascii: "/")
    var begin = unsafe end
    var lines = 0
    while unsafe begin > base && begin.pointee != UInt8(ascii: "<") {
      unsafe begin -= 1
      if unsafe begin.pointee == 0x0A { lines += 1 }
    }
    element.line = unsafe max(1, Int(input.pointee.line) - lines)
    element.offset = unsafe Int(input.pointee.consumed) + (begin - base)
  }
}
