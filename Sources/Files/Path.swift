/// A path as the system has it: bytes in any encoding, or in none. Two paths are equal where their bytes are.
package struct Path: Hashable, Sendable {
  /// The bytes, without the zero that ends them in C.
  package let bytes: [UInt8]

  /// A path of these bytes.
  package init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// The path that a text spells, as `text` gives it: in UTF-8, bytes that are none as `PathSpelling` has them.
  package init(_ text: String) { bytes = PathSpelling.bytes(of: text) }

  /// The path as a text that spells this path and no other.
  package var text: String { PathSpelling.text(of: bytes) }

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

  /// Whether it lies in a folder, or in one below it, as both are spelt.
  package func isBelow(_ folder: Path) -> Bool {
    bytes.starts(with: folder.bytes.last == Self.slash ? folder.bytes : folder.bytes + [Self.slash])
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
