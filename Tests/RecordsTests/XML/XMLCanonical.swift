import CLibXML2
import Glibc

/// What a document says by libxml2's own tree: the reference that bertrun's output is compared to.
final class XMLCanonical {
  private let document: xmlDocPtr

  /// Parses a document with entities replaced and defaulted attributes added. Nil where it is not well-formed.
  init?(_ bytes: [UInt8]) {
    xmlSetStructuredErrorFunc(nil) { _, _ in }
    let quiet = XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    let options = XML_PARSE_NOENT.rawValue | XML_PARSE_DTDATTR.rawValue | XML_PARSE_NONET.rawValue | quiet
    let parsed = bytes.withUnsafeBytes { buffer in
      xmlReadMemory(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil, Int32(options)
      )
    }
    guard let parsed else { return nil }
    document = parsed
  }

  deinit { xmlFreeDoc(document) }

  /// Canonical XML with comments; empty where libxml2 has none.
  var bytes: [UInt8] {
    var out: UnsafeMutablePointer<xmlChar>?
    let count = xmlC14NDocDumpMemory(document, nil, Int32(XML_C14N_1_0.rawValue), nil, 1, &out)
    guard count >= 0, let out else { return [] }
    defer { free(out) }
    return Array(UnsafeBufferPointer(start: out, count: Int(count)))
  }

  /// The name, identifiers and declarations of the document type, serialised by libxml2.
  var doctype: [UInt8]? {
    guard let subset = xmlGetIntSubset(document) else { return nil }
    let buffer = xmlBufferCreate()
    defer { xmlBufferFree(buffer) }
    let node = UnsafeMutableRawPointer(subset).assumingMemoryBound(to: xmlNode.self)
    guard xmlNodeDump(buffer, document, node, 0, 0) >= 0 else { return nil }
    return Array(UnsafeBufferPointer(start: xmlBufferContent(buffer), count: Int(xmlBufferLength(buffer))))
  }

  /// All text that stands in CDATA sections, in order.
  var sections: [UInt8] {
    var text: [UInt8] = []
    walk { node in
      if node.pointee.type == XML_CDATA_SECTION_NODE { text += content(node) }
    }
    return text
  }

  /// The attributes of the elements of a name, in document order.
  func elements(_ name: String) -> [(text: String, attributes: [String: String], namespace: String?)] {
    var found: [(text: String, attributes: [String: String], namespace: String?)] = []
    walk { node in
      guard node.pointee.type == XML_ELEMENT_NODE, string(node.pointee.name) == name else { return }
      let text = xmlNodeGetContent(node)
      defer { free(text) }
      var attributes: [String: String] = [:]
      var next = node.pointee.properties
      while let attribute = next {
        let value = xmlNodeListGetString(document, attribute.pointee.children, 1)
        attributes[string(attribute.pointee.name)] = value.map { String(cString: $0) } ?? ""
        free(value)
        next = attribute.pointee.next
      }
      found.append(
        (
          text.map { String(cString: $0) } ?? "", attributes,
          node.pointee.ns.flatMap { $0.pointee.href }.map { String(cString: $0) }
        ))
    }
    return found
  }

  /// Takes out what bertrun puts in: elements and attributes whose label is `label`, classes under `key`, and
  /// answers with a score. Elements of the document's own that have no more to them go as well.
  func strip(label: String, key: String) {
    var unwrapped: [xmlNodePtr] = []
    var removed: [xmlNodePtr] = []
    walk { node in
      guard node.pointee.type == XML_ELEMENT_NODE else { return }
      let name = string(node.pointee.name)
      if name == "answer", xmlHasProp(node, "score") != nil { removed.append(node) }
      for attribute in [key, "\(key)-score"] { xmlUnsetProp(node, attribute) }
      let labels = ["pos", "type", "label"].filter { value(of: $0, node) == label }
      labels.forEach { xmlUnsetProp(node, $0) }
      let part = xmlHasProp(node, "part")
      let isOurs =
        node.pointee.properties == nil || (node.pointee.properties == part && part?.pointee.next == nil)
      if ["w", "pc", "name", "span"].contains(name), isOurs { unwrapped.append(node) }
    }
    for node in removed {
      xmlUnlinkNode(node)
      xmlFreeNode(node)
    }
    for node in unwrapped {
      while let child = node.pointee.children {
        xmlUnlinkNode(child)
        // libxml2 would merge texts and free one of them; canonical XML does not care where they are cut.
        child.pointee.parent = node.pointee.parent
        child.pointee.next = node
        child.pointee.prev = node.pointee.prev
        if let before = node.pointee.prev {
          before.pointee.next = child
        } else {
          node.pointee.parent.pointee.children = child
        }
        node.pointee.prev = child
      }
      xmlUnlinkNode(node)
      xmlFreeNode(node)
    }
  }

  private func walk(_ visit: (xmlNodePtr) -> Void) {
    var next = xmlDocGetRootElement(document)
    while let node = next {
      visit(node)
      if node.pointee.type == XML_ELEMENT_NODE, let child = node.pointee.children {
        next = child
        continue
      }
      var up: xmlNodePtr? = node
      while let here = up, here.pointee.next == nil {
        up = here.pointee.parent
        if up?.pointee.type != XML_ELEMENT_NODE { up = nil }
      }
      next = up?.pointee.next
    }
  }

  private func value(of name: String, _ node: xmlNodePtr) -> String? {
    guard let value = xmlGetProp(node, name) else { return nil }
    defer { free(value) }
    return String(cString: value)
  }

  private func content(_ node: xmlNodePtr) -> [UInt8] {
    guard let text = node.pointee.content else { return [] }
    return Array(UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))))
  }

  private func string(_ text: UnsafePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}
