/// Builds zip archives byte by byte, lies included.
struct ZipBuilder {
  /// A member and what its directory record says of it.
  struct Member {
    var name: String
    var packed: [UInt8]
    var method: UInt16 = 0
    var flags: UInt16 = 0
    var claimedSize: UInt32?
    var claimedPacked: UInt32?
    var headerOffset: UInt32?
    var checksum: UInt32 = 0
  }

  var members: [Member]
  var claimedCount: UInt16?
  var isZip64 = false

  init(_ members: [(name: String, bytes: [UInt8])]) {
    self.members = members.map { Member(name: $0.name, packed: $0.bytes) }
  }

  func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let offset = member.headerOffset ?? UInt32(bytes.count)
      bytes += little(0x0403_4B50, 4) + [UInt8](repeating: 0, count: 22)
      bytes += little(UInt64(member.name.utf8.count), 2) + [0, 0] + Array(member.name.utf8) + member.packed
      directory += little(0x0201_4B50, 4) + [0, 0, 0, 0]
      directory += little(UInt64(member.flags), 2) + little(UInt64(member.method), 2) + [0, 0, 0, 0]
      directory += little(UInt64(member.checksum), 4)
      directory += little(UInt64(member.claimedPacked ?? UInt32(member.packed.count)), 4)
      directory += little(UInt64(member.claimedSize ?? UInt32(member.packed.count)), 4)
      directory += little(UInt64(member.name.utf8.count), 2) + [UInt8](repeating: 0, count: 12)
      directory += little(UInt64(offset), 4) + Array(member.name.utf8)
    }
    let start = bytes.count
    bytes += directory
    let count = claimedCount ?? UInt16(members.count)
    if isZip64 {
      let record = bytes.count
      bytes += little(0x0606_4B50, 4) + little(44, 8) + [UInt8](repeating: 0, count: 12)
      bytes += little(UInt64(count), 8) + little(UInt64(count), 8)
      bytes += little(UInt64(directory.count), 8) + little(UInt64(start), 8)
      bytes += little(0x0706_4B50, 4) + [0, 0, 0, 0] + little(UInt64(record), 8) + [1, 0, 0, 0]
    }
    bytes += little(0x0605_4B50, 4) + [0, 0, 0, 0]
    bytes += little(isZip64 ? 0xFFFF : UInt64(count), 2) + little(isZip64 ? 0xFFFF : UInt64(count), 2)
    bytes += little(isZip64 ? 0xFFFF_FFFF : UInt64(directory.count), 4)
    bytes += little(isZip64 ? 0xFFFF_FFFF : UInt64(start), 4) + [0, 0]
    return bytes
  }

  private func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }
}

/// The pickle of `{name: tensor}`: a view of a storage with key `0` of `count` floats. Numbers below 256.
func tensorPickle(
  name: String = "w", count: UInt8 = 4, offset: UInt8 = 0, shape: [UInt8] = [2, 2],
  strides: [UInt8] = [2, 1],
  callee: String = "torch._utils\n_rebuild_tensor_v2"
) -> [UInt8] {
  func text(_ value: String) -> [UInt8] { [0x58, UInt8(value.utf8.count), 0, 0, 0] + Array(value.utf8) }
  func tuple(_ values: [UInt8]) -> [UInt8] { [0x28] + values.flatMap { [0x4B, $0] } + [0x74] }
  var bytes: [UInt8] = [0x80, 2, 0x7D] + text(name)
  bytes += Array("c\(callee)\n((".utf8) + text("storage") + Array("ctorch\nFloatStorage\n".utf8)
  bytes += text("0") + text("cpu") + [0x4B, count] + Array("tQ".utf8) + [0x4B, offset]
  bytes += tuple(shape) + tuple(strides) + [0x89] + Array("ccollections\nOrderedDict\n)RtRs.".utf8)
  return bytes
}
