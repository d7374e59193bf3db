/// How the elements of annotations are named at each place of a record: by the default namespace or a prefix
/// where one stands for theirs, else with a declaration of their own.
struct XMLInsertedNames {
  private let namespace: [UInt8]?
  private var bindings: [XMLNamespace]
  /// How many bindings each open element has added.
  private var marks: [Int] = []
  private var form = Form.unprefixed
  private var cache: [XMLWeave.Inserted: XMLElement] = [:]

  private enum Form {
    case unprefixed
    case prefixed([UInt8])
    case declared
  }

  init(_ document: XMLDocument, scope: [XMLNamespace]) {
    namespace = document.namespace
    bindings = scope
    settle()
  }

  /// Enters an element of the record.
  mutating func enter(_ element: XMLElement) {
    marks.append(element.namespaces.count)
    guard !element.namespaces.isEmpty else { return }
    bindings += element.namespaces
    settle()
  }

  /// Leaves it.
  mutating func leave() {
    guard let count = marks.popLast(), count > 0 else { return }
    bindings.removeLast(count)
    settle()
  }

  /// An element of an annotation at the present place.
  mutating func element(_ inserted: XMLWeave.Inserted) -> XMLElement {
    if let known = cache[inserted] { return known }
    let made: XMLElement
    switch form {
    case .unprefixed:
      made = XMLElement(
        name: XMLName(prefix: nil, local: inserted.local, namespace: namespace),
        attributes: inserted.attributes)
    case .prefixed(let prefix):
      made = XMLElement(
        name: XMLName(prefix: prefix, local: inserted.local, namespace: namespace),
        attributes: inserted.attributes)
    case .declared:
      made = XMLElement(
        name: XMLName(prefix: nil, local: inserted.local, namespace: namespace),
        namespaces: [XMLNamespace(prefix: [], name: namespace ?? [])], attributes: inserted.attributes)
    }
    cache[inserted] = made
    return made
  }

  private mutating func settle() {
    cache = [:]
    let byDefault = bindings.last { $0.prefix.isEmpty }?.name ?? []
    guard byDefault != namespace ?? [] else {
      form = .unprefixed
      return
    }
    form = .declared
    guard let namespace else { return }
    let prefixed = bindings.last { binding in
      !binding.prefix.isEmpty && binding.name == namespace
        && bindings.last { $0.prefix == binding.prefix }?.name == namespace
    }
    if let prefixed { form = .prefixed(prefixed.prefix) }
  }
}
