/// The directory of a zip archive, checked against the file's true size before a member is read.
///
/// Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3 and 4.5.3 (zip64).
struct ZipArchive {
  /// A file in the archive.
  struct Member {
    let name: String
    let isDeflated: Bool
    let checksum: UInt32
    /// The packed bytes in the archive.
    let range: Range<Int>
    /// The size after unpacking.
    let size: Int
  }

  /// The most members that are read.
  static let memberLimit = 1 << 16
  /// A member may claim this much more than its packed bytes, and `slack` on top: weights pack poorly, bombs a
  /// thousandfold.
  static let ratioLimit = 64
  static let slack = 1 << 16

  let file: FileBytes
  let members: [Member]

  init(_ file: FileBytes) throws(ZipFault) {
    self.file = file
    let directory = try ZipDirectory(file)
    guard directory.count <= UInt64(Self.memberLimit) else {
      throw ZipFault.tooManyMembers(count: directory.count, limit: Self.memberLimit)
    }
    var members: [Member] = []
    var names = Set<String>()
    var offset = directory.range.lowerBound
    for _ in 0..<directory.count {
      let (member, next) = try Self.member(at: offset, in: directory.range, of: file)
      guard names.insert(member.name).inserted else { throw ZipFault.duplicateMember(member.name) }
      members.append(member)
      offset = next
    }
    try Self.refuseOverlap(members)
    self.members = members
  }

  private static func refuseOverlap(_ members: [Member]) throws(ZipFault) {
    let sorted = members.filter { !$0.range.isEmpty }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    for (first, second) in zip(sorted, sorted.dropFirst())
    where first.range.upperBound > second.range.lowerBound {
      throw ZipFault.overlap(first: first.name, second: second.name)
    }
  }

  /// The member whose directory record starts at `offset`, and where the next record starts.
  private static func member(
    at offset: Int, in directory: Range<Int>, of file: FileBytes
  ) throws(ZipFault) -> (Member, Int) {
    guard let record = file.record(at: offset, count: 46, within: directory),
      record.uint32(0) == 0x0201_4B50
    else { throw ZipFault.brokenRecord(offset: offset) }
    let nameCount = Int(record.uint16(28))
    let extraCount = Int(record.uint16(30))
    let end = offset + 46 + nameCount + extraCount + Int(record.uint16(32))
    guard let nameBytes = file.record(at: offset + 46, count: nameCount, within: directory),
      let extra = file.record(at: offset + 46 + nameCount, count: extraCount, within: directory),
      end <= directory.upperBound
    else { throw ZipFault.brokenRecord(offset: offset) }
    let name = String(decoding: nameBytes, as: UTF8.self)
    if record.uint16(8) & 1 != 0 { throw ZipFault.encrypted(member: name) }
    let method = record.uint16(10)
    guard method == 0 || method == 8 else { throw ZipFault.method(member: name, found: method) }

    let sizes = zip64Sizes(
      extra, size: record.uint32(24), packed: record.uint32(20), header: record.uint32(42))
    guard let sizes, let local = file.record(at: sizes.header, count: 30, within: 0..<file.count),
      local.uint32(0) == 0x0403_4B50
    else { throw ZipFault.brokenRecord(offset: offset) }
    let begin = sizes.header + 30 + Int(local.uint16(26)) + Int(local.uint16(28))
    guard begin <= directory.lowerBound, sizes.packed <= directory.lowerBound - begin else {
      throw ZipFault.memberSize(member: name)
    }
    guard method == 8 || sizes.packed == sizes.size else { throw ZipFault.memberSize(member: name) }
    guard sizes.size <= sizes.packed.multipliedReportingOverflow(by: ratioLimit).partialValue + slack else {
      throw ZipFault.bomb(member: name, packed: sizes.packed, claimed: sizes.size)
    }
    let member = Member(
      name: name, isDeflated: method == 8, checksum: record.uint32(16), range: begin..<begin + sizes.packed,
      size: sizes.size)
    return (member, end)
  }

  /// The member's sizes and the place of its own header; those that do not fit 32 bits are in the extra field
  /// with id 1, in this order.
  private static func zip64Sizes(
    _ extra: [UInt8], size: UInt32, packed: UInt32, header: UInt32
  ) -> (size: Int, packed: Int, header: Int)? {
    var wide: ArraySlice<UInt8> = []
    var rest = extra[...]
    while rest.count >= 4 {
      let field = [UInt8](rest.prefix(4))
      let count = Int(field.uint16(2))
      rest = rest.dropFirst(4)
      guard rest.count >= count else { break }
      if field.uint16(0) == 1 { wide = rest.prefix(count) }
      rest = rest.dropFirst(count)
    }
    func value(_ narrow: UInt32) -> Int? {
      guard narrow == .max else { return Int(narrow) }
      guard wide.count >= 8 else { return nil }
      let value = [UInt8](wide.prefix(8)).uint64(0)
      wide = wide.dropFirst(8)
      return value <= UInt64(Int.max / 2) ? Int(value) : nil
    }
    guard let size = value(size), let packed = value(packed), let header = value(header) else { return nil }
    return (size, packed, header)
  }
}

/// Where the directory of an archive lies.
private struct ZipDirectory {
  let range: Range<Int>
  let count: UInt64

  /// Finds the end record behind at most 64 KiB of comment, and the zip64 one that it may point to.
  init(_ file: FileBytes) throws(ZipFault) {
    let tailBegin = max(0, file.count - 22 - 0xFFFF)
    let tail = file.bytes(in: tailBegin..<file.count)
    let place = stride(from: tail.count - 22, through: 0, by: -1).first { place in
      tail.uint32(place) == 0x0605_4B50 && place + 22 + Int(tail.uint16(place + 20)) == tail.count
    }
    guard let place else { throw ZipFault.noEndRecord }
    var count = UInt64(tail.uint16(place + 10))
    var size = UInt64(tail.uint32(place + 12))
    var begin = UInt64(tail.uint32(place + 16))
    let end = tailBegin + place
    if count == 0xFFFF || size == 0xFFFF_FFFF || begin == 0xFFFF_FFFF {
      guard let locator = file.record(at: end - 20, count: 20, within: 0..<file.count),
        locator.uint32(0) == 0x0706_4B50, locator.uint64(8) <= UInt64(file.count),
        let wide = file.record(at: Int(locator.uint64(8)), count: 56, within: 0..<end),
        wide.uint32(0) == 0x0606_4B50
      else { throw ZipFault.brokenRecord(offset: end) }
      count = wide.uint64(32)
      size = wide.uint64(40)
      begin = wide.uint64(48)
    }
    guard begin <= UInt64(end), size <= UInt64(end) - begin else {
      throw ZipFault.brokenRecord(offset: end)
    }
    range = Int(begin)..<Int(begin + size)
    self.count = count
  }
}

extension FileBytes {
  /// The `count` bytes at `offset`, when they lie within `range`.
  fileprivate func record(at offset: Int, count: Int, within range: Range<Int>) -> [UInt8]? {
    guard offset >= range.lowerBound, offset <= range.upperBound, count <= range.upperBound - offset else {
      return nil
    }
    return bytes(in: offset..<offset + count)
  }
}

extension [UInt8] {
  /// The little-endian 16-bit number at `place`.
  fileprivate func uint16(_ place: Int) -> UInt16 { UInt16(self[place]) | UInt16(self[place + 1]) << 8 }

  /// The little-endian 32-bit number at `place`.
  fileprivate func uint32(_ place: Int) -> UInt32 {
    UInt32(uint16(place)) | UInt32(uint16(place + 2)) << 16
  }

  /// The little-endian 64-bit number at `place`.
  fileprivate func uint64(_ place: Int) -> UInt64 {
    UInt64(uint32(place)) | UInt64(uint32(place + 4)) << 32
  }
}
