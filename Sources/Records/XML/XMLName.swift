/// The name of an element or attribute: as it is written, and the namespace that it belongs to. Names are
/// UTF-8 bytes, so that they compare as XML compares them.
struct XMLName: Sendable, Hashable {
  /// `prefix:local`, or `local` alone.
  let qualified: [UInt8]
  /// Where the local name begins in `qualified`.
  let localStart: Int
  /// The namespace's name; nil for none.
  let namespace: [UInt8]?

  init(prefix: [UInt8]?, local: [UInt8], namespace: [UInt8]?) {
    if let prefix, !prefix.isEmpty {
      qualified = prefix + [UInt8(ascii: ":")] + local
      localStart = prefix.count + 1
    } else {
      qualified = local
      localStart = 0
    }
    self.namespace = namespace
  }

  /// A name without prefix and namespace.
  init(_ local: String) {
    self.init(prefix: nil, local: Array(local.utf8), namespace: nil)
  }

  var local: ArraySlice<UInt8> { qualified[localStart...] }

  /// Whether the local name is this one, in whatever namespace.
  func isLocally(_ name: [UInt8]) -> Bool {
    qualified.count - localStart == name.count && local.elementsEqual(name)
  }
}

/// A namespace declaration: `xmlns:prefix="name"`, or `xmlns="name"` where the prefix is empty.
struct XMLNamespace: Sendable, Hashable {
  let prefix: [UInt8]
  /// Empty where the declaration takes the default namespace back.
  let name: [UInt8]
}

/// An attribute, its value as text (references replaced, white space normalised).
struct XMLAttribute: Sendable, Hashable {
  let name: XMLName
  var value: [UInt8]
}

/// A start tag.
struct XMLElement: Sendable {
  let name: XMLName
  var namespaces: [XMLNamespace] = []
  var attributes: [XMLAttribute] = []
  /// Whether it was written `<x/>`; it is followed by its end nonetheless.
  var isEmptyTag = false
  /// Whether its content is skipped: no part of any field and never annotated.
  var isSkipped = false
  /// The line that the tag begins on, from 1; 0 for an element of our own.
  var line = 0
  /// The tag's byte in the input as UTF-8, from 0.
  var offset = 0

  /// The value of the attribute with this qualified name.
  func attribute(_ qualified: [UInt8]) -> [UInt8]? {
    attributes.first { $0.name.qualified == qualified }?.value
  }

  /// Gives an attribute without prefix a value, in its place or as the last one.
  mutating func set(_ name: [UInt8], to value: [UInt8]) {
    if let place = attributes.firstIndex(where: { $0.name.qualified == name }) {
      attributes[place].value = value
    } else {
      attributes.append(XMLAttribute(name: XMLName(prefix: nil, local: name, namespace: nil), value: value))
    }
  }
}
