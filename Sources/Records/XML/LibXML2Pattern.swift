import CLibXML2

/// A set of elements as libxml2's streamable patterns (`p`, `text//p`, `/doc/s|t:head`, `.//*`): a state that
/// follows the tags of one document.
///
/// Sendable by its use: one reader owns it.
@safe final class LibXML2Pattern: @unchecked Sendable {
  private let pattern: xmlPatternPtr
  private let stream: xmlStreamCtxtPtr

  /// Compiles a pattern; names without prefix are of `defaultNamespace` (nil for none), other prefixes are
  /// those of `namespaces`. Nil where libxml2 cannot match it while it streams, or a prefix is not declared.
  init?(_ text: String, defaultNamespace: [UInt8]?, namespaces: [XMLNamespace]) {
    _ = LibXML2Parser.isPrepared
    let own = "bertrun.root"
    guard let bound = Self.binding(text, to: defaultNamespace == nil ? nil : own) else { return nil }
    var strings: [[UInt8]] = []
    for namespace in namespaces where !namespace.prefix.isEmpty {
      strings += [namespace.name + [0], namespace.prefix + [0]]
    }
    strings += [Array("http://www.w3.org/XML/1998/namespace".utf8) + [0], Array("xml".utf8) + [0]]
    if let defaultNamespace { strings += [defaultNamespace + [0], Array(own.utf8) + [0]] }
    guard let pattern = unsafe Self.compile(bound, strings) else { return nil }
    guard unsafe xmlPatternStreamable(pattern) == 1, let stream = unsafe xmlPatternGetStreamCtxt(pattern)
    else {
      unsafe xmlFreePattern(pattern)
      return nil
    }
    // The document itself, for patterns that begin with a slash.
    guard unsafe xmlStreamPush(stream, nil, nil) >= 0 else {
      unsafe xmlFreeStreamCtxt(stream)
      unsafe xmlFreePattern(pattern)
      return nil
    }
    unsafe self.pattern = pattern
    unsafe self.stream = stream
  }

  deinit {
    unsafe xmlFreeStreamCtxt(stream)
    unsafe xmlFreePattern(pattern)
  }

  /// Enters an element; says whether it is one of the set.
  func enter(_ name: XMLName) -> Bool {
    // A prefix that stands for nothing is part of the name.
    guard let namespace = name.namespace else {
      return unsafe xmlStreamPush(stream, name.qualified + [0], nil) == 1
    }
    let local = Array(name.local) + [0]
    return unsafe xmlStreamPush(stream, local, namespace + [0]) == 1
  }

  /// Leaves the element entered last.
  func leave() { _ = unsafe xmlStreamPop(stream) }

  private static func compile(_ pattern: String, _ strings: [[UInt8]]) -> xmlPatternPtr? {
    // libxml2 needs an array of strings that lasts for the call: all of them in one block.
    var starts: [Int] = []
    var block: [UInt8] = []
    for string in strings {
      starts.append(block.count)
      block += string
    }
    return unsafe block.withUnsafeBufferPointer { block in
      var pointers = unsafe starts.map { start in unsafe block.baseAddress.map { unsafe $0 + start } }
      unsafe pointers.append(nil)
      return unsafe pointers.withUnsafeMutableBufferPointer { pointers in
        unsafe xmlPatterncompile(pattern, nil, 0, pointers.baseAddress)
      }
    }
  }

  /// The pattern with a prefix before every name that has none. Nil where it speaks of attributes, which are
  /// no records, or has something that no pattern has.
  private static func binding(_ text: String, to prefix: String?) -> String? {
    let scalars = Array(text.unicodeScalars)
    var bound = ""
    var place = 0
    func run(from start: Int) -> Int {
      scalars[start...].firstIndex { !isNamePart($0) } ?? scalars.count
    }
    while place < scalars.count {
      let scalar = scalars[place]
      guard isNamePart(scalar), scalar != ".", scalar != "-" else {
        guard "/.*| \t\n".unicodeScalars.contains(scalar) else { return nil }
        bound.unicodeScalars.append(scalar)
        place += 1
        continue
      }
      let end = run(from: place)
      var name = String(String.UnicodeScalarView(scalars[place..<end]))
      place = end
      if scalars[end...].starts(with: "::".unicodeScalars) {
        guard name == "child" else { return nil }
        name += "::"
        place += 2
      } else if end < scalars.count, scalars[end] == ":" {
        let localEnd = run(from: end + 1)
        name += String(String.UnicodeScalarView(scalars[end..<localEnd]))
        place = localEnd
      } else if let prefix {
        name = prefix + ":" + name
      }
      bound += name
    }
    return bound.isEmpty ? nil : bound
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
      || scalar == "-" || scalar == "."
  }
}
