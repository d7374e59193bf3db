/// A compression that inputs may have.
package enum Compression: Sendable, Equatable, CaseIterable {
  case gzip, zstd, bzip2, xz

  /// The compression that bytes begin as; nil for none.
  init?(_ opening: some Collection<UInt8>) {
    guard let found = Self.allCases.first(where: { $0.begins(opening) }) else { return nil }
    self = found
  }

  /// The compression that a file's name says; nil for none.
  package init?(name: String) {
    let suffix = name.split(separator: ".", omittingEmptySubsequences: false).last?.lowercased() ?? ""
    guard name.contains("."), let found = Self.allCases.first(where: { $0.suffixes.contains(suffix) }) else {
      return nil
    }
    self = found
  }

  /// A name without the suffix of a compression.
  package static func stripped(_ name: String) -> String {
    guard Compression(name: name) != nil, let dot = name.lastIndex(of: ".") else { return name }
    return String(name[..<dot])
  }

  /// Whether outputs can be written so.
  package var isWritten: Bool { self == .gzip || self == .zstd }

  /// Its name, as messages call it.
  var name: String {
    switch self {
    case .gzip: "gzip"
    case .zstd: "zstd"
    case .bzip2: "bzip2"
    case .xz: "xz"
    }
  }

  /// The command that unpacks a file to its standard output.
  var command: String { "\(name) -dc" }

  /// How many bytes say whether a member begins.
  static let openingCount = 6

  /// Whether bytes begin as one of its members does.
  func begins(_ bytes: some Collection<UInt8>) -> Bool {
    let bytes = Array(bytes.prefix(Self.openingCount))
    switch self {
    case .gzip: return bytes.starts(with: [0x1F, 0x8B])
    case .zstd:
      // A frame, or one to skip.
      return bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
        || (bytes.count >= 4 && bytes[0] & 0xF0 == 0x50 && bytes[1...].starts(with: [0x2A, 0x4D, 0x18]))
    case .bzip2:
      return bytes.count >= 6 && bytes.starts(with: "BZh".utf8) && (0x31...0x39).contains(bytes[3])
        && [[0x31, 0x41], [0x17, 0x72]].contains([bytes[4], bytes[5]])
    case .xz: return bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0])
    }
  }

  private var suffixes: [String] {
    switch self {
    case .gzip: ["gz", "gzip"]
    case .zstd: ["zst", "zstd"]
    case .bzip2: ["bz2"]
    case .xz: ["xz"]
    }
  }
}
