/// What is wrong in a `pytorch_model.bin`.
package enum TorchFault: Error, Equatable, Sendable {
  /// The file is of the form before PyTorch 1.6, which is not read: it has to be saved again, as safetensors.
  case legacyFormat
  /// The file is not a zip archive, or a broken one.
  case zip(ZipFault)
  /// The pickle inside is broken or asks for more than rebuilding tensors.
  case pickle(PickleFault)
  /// The archive has no `data.pkl`, or several.
  case pickleCount(Int)
  /// The numbers are stored in another byte order than little-endian.
  case byteOrder(String)
  /// A storage that the pickle names is not in the archive.
  case missingStorage(key: String)
  /// A storage's size in the archive is not what the pickle claims.
  case storageSize(key: String, claimed: Int, found: Int)
  /// A tensor reaches beyond its storage, or has more elements than it.
  case tensorOutsideStorage(tensor: String)
  /// The pickle holds no tensors by name.
  case noTensors
}

/// What is wrong in a zip archive.
package enum ZipFault: Error, Equatable, Sendable {
  /// No record marks the archive's end: no zip archive, or cut short.
  case noEndRecord
  /// A record is not where the archive says, or does not fit the file.
  case brokenRecord(offset: Int)
  /// There are more members than are read.
  case tooManyMembers(count: UInt64, limit: Int)
  /// Two members have one name.
  case duplicateMember(String)
  /// Two members claim the same bytes.
  case overlap(first: String, second: String)
  /// A member is encrypted.
  case encrypted(member: String)
  /// A member is packed by another method than none (0) and deflate (8).
  case method(member: String, found: UInt16)
  /// A member's bytes are not in the file, or its sizes contradict each other.
  case memberSize(member: String)
  /// A member claims to unpack to more than is believed of `packed` bytes.
  case bomb(member: String, packed: Int, claimed: Int)
  /// A member does not unpack to what is claimed.
  case inflate(member: String)
  /// A member's checksum is wrong.
  case checksum(member: String)
}

/// What is wrong in a pickle; offsets count from its first byte.
package enum PickleFault: Error, Equatable, Sendable {
  /// The pickle is larger than is read.
  case tooLarge(size: Int, limit: Int)
  /// The pickle makes more tuples, lists and dictionaries than are kept.
  case tooManyValues(limit: Int)
  /// The pickle ends in the middle.
  case truncated(offset: Int)
  /// An opcode that rebuilding tensors does not need.
  case opcode(UInt8, offset: Int)
  /// A name that rebuilding tensors does not need: calling it could do anything.
  case refusedGlobal(module: String, name: String, offset: Int)
  /// An opcode finds other operands than it needs.
  case operands(opcode: UInt8, offset: Int)
  /// A memo entry that was never stored.
  case unknownMemo(index: Int, offset: Int)
  /// A string is not UTF-8.
  case invalidUTF8(offset: Int)
}
