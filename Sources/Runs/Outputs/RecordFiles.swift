import Journal
import Records

/// The files that the records of a run go to, written in step: the output, those beside it, the rejects. Where a name
/// ends in `.gz` or `.zst` the file is compressed.
///
/// Compressed data go out in members that end between two records once the run has written `memberSize` bytes more, which depends
/// on the records alone. Positions are taken only where members end, so that a run resumed from one writes the bytes
/// of an uninterrupted run.
struct RecordFiles {
  /// Bytes, before compression, of what a run loses at most when it is interrupted.
  private static let memberSize = 1 << 18

  /// The output, then the files beside it.
  private var outputs: [EncodedFile]
  private var rejects: EncodedFile?
  private let isCompressed: Bool
  private var pending = 0

  /// The opened files of a run, at an end of members.
  init(_ run: JournalledOutput) throws {
    outputs = [try EncodedFile(run.output)]
    for file in run.besides { outputs.append(try EncodedFile(file)) }
    rejects = try run.rejects.map { try EncodedFile($0) }
    isCompressed = outputs.contains(where: \.isCompressed) || rejects?.isCompressed ?? false
  }

  /// Whether all that was written so far can be read back from what went out.
  var isBetweenMembers: Bool { !isCompressed || pending == 0 }

  /// Whether rejects go to a file.
  var takesRejects: Bool { rejects != nil }

  /// Writes to the output alone.
  mutating func write(_ bytes: [UInt8]) throws(JournalError) { try write(bytes, to: 0) }

  /// Writes to one of the files: 0 is the output, then come those beside it.
  mutating func write(_ bytes: [UInt8], to number: Int) throws(JournalError) {
    pending += bytes.count
    try outputs[number].write(bytes)
  }

  /// Writes to the rejects.
  mutating func writeReject(_ line: [UInt8]) throws(JournalError) {
    pending += line.count
    try rejects?.write(line)
  }

  /// Ends members if they are long enough; called between items.
  mutating func pass() throws(JournalError) {
    if isCompressed, pending >= Self.memberSize { try endMembers() }
  }

  /// Hands everything that is ready to the system.
  func flush() throws(JournalError) {
    for file in outputs { try file.file.flush() }
    try rejects?.file.flush()
  }

  /// Ends all files; nothing may be written after it.
  mutating func finish() throws(JournalError) {
    for number in outputs.indices { try outputs[number].finish() }
    try rejects?.endMember()
  }

  private mutating func endMembers() throws(JournalError) {
    for number in outputs.indices { try outputs[number].endMember() }
    try rejects?.endMember()
    pending = 0
  }
}

/// A file and what its bytes go through on their way to it.
private struct EncodedFile {
  let file: OutputFile
  private let encoder: MemberEncoder?
  private var isInMember = false

  init(_ file: OutputFile) throws {
    self.file = file
    do throws(RecordsError) {
      encoder = try MemberEncoder(name: file.path)
    } catch {
      throw RunFault.encoder(error, path: file.path)
    }
  }

  var isCompressed: Bool { encoder != nil }

  mutating func write(_ bytes: [UInt8]) throws(JournalError) {
    guard !bytes.isEmpty else { return }
    isInMember = true
    try file.write(encoder?.encode(bytes) ?? bytes)
  }

  mutating func endMember() throws(JournalError) {
    guard isInMember else { return }
    isInMember = false
    if let encoder { try file.write(encoder.endMember()) }
  }

  /// Ends the file; a file without any bytes is not a compressed file, so that an empty one has an empty member.
  mutating func finish() throws(JournalError) {
    if file.length == 0 { isInMember = true }
    try endMember()
  }
}
