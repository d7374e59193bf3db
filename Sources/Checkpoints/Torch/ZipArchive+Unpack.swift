import CZlib

extension ZipArchive {
  /// The bytes of a member. A deflated one grows as it is unpacked and never past the size that it claims, which
  /// it must reach; then its checksum is compared.
  func bytes(of member: Member) throws(ZipFault) -> [UInt8] {
    guard member.isDeflated else { return file.bytes(in: member.range) }
    let unpacked = file.withBytes(in: member.range) { inflated($0, size: member.size) }
    guard let unpacked else { throw ZipFault.inflate(member: member.name) }
    guard checksum(unpacked) == member.checksum else { throw ZipFault.checksum(member: member.name) }
    return unpacked
  }

  /// The raw deflate stream `packed`, when it unpacks to exactly `size` bytes.
  private func inflated(_ packed: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
    var stream = z_stream()
    // Negative window bits: a raw stream, without zlib's header.
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return nil
    }
    defer { inflateEnd(&stream) }
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var consumed = 0
    while true {
      // zlib counts its input in 32 bits.
      let offered = min(packed.count - consumed, 1 << 30)
      let input = packed.baseAddress.map { $0 + consumed }?.assumingMemoryBound(to: UInt8.self)
      stream.next_in = UnsafeMutablePointer(mutating: input)
      stream.avail_in = UInt32(offered)
      let (status, produced) = chunk.withUnsafeMutableBufferPointer { buffer in
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        let status = inflate(&stream, Z_NO_FLUSH)
        return (status, buffer.count - Int(stream.avail_out))
      }
      let taken = offered - Int(stream.avail_in)
      consumed += taken
      guard produced <= size - result.count else { return nil }
      result += chunk[..<produced]
      if status == Z_STREAM_END { return result.count == size && consumed == packed.count ? result : nil }
      guard status == Z_OK, produced > 0 || taken > 0 else { return nil }
    }
  }

  private func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
  }
}
