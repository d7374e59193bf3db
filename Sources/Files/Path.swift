/// A path as the system has it: bytes in any encoding, or in none. Two paths are equal where their bytes are.
package struct Path: Hashable, Sendable {
  /// The bytes, without the zero that ends them in C.
  package let bytes: [UInt8]

  /// A path of these bytes.
  package init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// The path that a text spells in UTF-8.
  package init(_ text: String) { bytes = Array(text.utf8) }

  /// The path for people: bytes that are not UTF-8 appear as the replacement character.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether it begins at the root.
  package var isAbsolute: Bool { bytes.first == Self.slash }

  /// `name` inside this folder; an absolute name stands for itself.
  package func appending(_ name: Path) -> Path {
    if name.isAbsolute || bytes.isEmpty { return name }
    return Path(bytes: bytes.last == Self.slash ? bytes + name.bytes : bytes + [Self.slash] + name.bytes)
  }

  /// The path with more at the end of its name.
  package func adding(_ suffix: String) -> Path { Path(bytes: bytes + Array(suffix.utf8)) }

  /// Whether its bytes end in those of `suffix`.
  package func hasSuffix(_ suffix: String) -> Bool {
    bytes.count >= suffix.utf8.count && bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  /// The folder: what stands before the last slash, `.` where there is none.
  package var parent: Path {
    guard let slash = bytes.lastIndex(of: Self.slash) else { return Path(".") }
    return slash == 0 ? Path("/") : Path(bytes: bytes[..<slash])
  }

  /// What stands after the last slash.
  package var name: Path {
    guard let slash = bytes.lastIndex(of: Self.slash) else { return self }
    return Path(bytes: bytes[(slash + 1)...])
  }

  /// Whether it can only mean an entry of the folder in which it is looked up.
  package var isPlainName: Bool {
    !bytes.isEmpty && self != Path(".") && self != Path("..")
      && !bytes.contains { $0 == Self.slash || $0 == 0 }
  }

  private static let slash = UInt8(ascii: "/")
}

extension Path: Comparable {
  /// By bytes, as `ls` sorts in the C locale.
  package static func < (left: Path, right: Path) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension Path: ExpressibleByStringLiteral {
  /// The path that a literal spells.
  package init(stringLiteral text: String) { self.init(text) }
}
