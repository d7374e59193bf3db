/// Compresses an output, member by member, as its name says.
package enum MemberEncoder: Sendable {
  case gzip(GzipEncoder)
  case zstd(ZstandardEncoder)

  /// The encoder for a file of this name; nil where it says none. Throws for a compression that is only read.
  package init?(name: String) throws(RecordsError) {
    switch Compression(name: name) {
    case .gzip: self = .gzip(try GzipEncoder())
    case .zstd: self = .zstd(try ZstandardEncoder())
    case .bzip2?: throw .onlyRead(.bzip2)
    case .xz?: throw .onlyRead(.xz)
    case nil: return nil
    }
  }

  /// The compressed bytes that are ready after these ones; others follow later.
  package func encode(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .gzip(let encoder): encoder.encode(bytes)
    case .zstd(let encoder): encoder.encode(bytes)
    }
  }

  /// Ends the member: all that was given can be read back from what was put out up to here.
  package func endMember() -> [UInt8] {
    switch self {
    case .gzip(let encoder): encoder.endMember()
    case .zstd(let encoder): encoder.endMember()
    }
  }
}
