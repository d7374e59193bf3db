import Faults

extension TorchFault {
  /// Why a `pytorch_model.bin` was refused.
  var message: String {
    switch self {
    case .legacyFormat:
      "saved by a PyTorch before 1.6, whose format is not read; load it with transformers and save it as safetensors"
    case .zip(let fault): fault.message
    case .pickle(let fault): fault.message
    case .pickleCount(let found):
      "not saved by PyTorch: expected one 'data.pkl' in the archive, found \(found)"
    case .byteOrder(let order): "its numbers are stored in the byte order '\(order)', expected 'little'"
    case .missingStorage(let key): "the archive lacks the file 'data/\(key)' that its pickle names"
    case .storageSize(let key, let claimed, let found):
      "the pickle claims \(Phrase.count(claimed, "byte")) for the file 'data/\(key)', which has \(found)"
    case .tensorOutsideStorage(let tensor):
      "tensor '\(tensor)' has elements outside its stored numbers, or shows some of them twice"
    case .noTensors: "the pickle holds no tensors by name, expected a state dictionary"
    }
  }
}

extension ZipFault {
  fileprivate var message: String {
    switch self {
    case .noEndRecord: "not a zip archive as PyTorch saves it, or cut off"
    case .brokenRecord(let offset): "the archive's record at byte \(offset) is broken"
    case .tooManyMembers(let number, let limit):
      "the archive claims \(number) files, more than the limit of \(limit)"
    case .duplicateMember(let name): "the archive holds two files '\(name)'"
    case .overlap(let first, let second):
      "the archive's files '\(first)' and '\(second)' claim the same bytes"
    case .encrypted(let member): "the archive's file '\(member)' is encrypted"
    case .method(let member, let found):
      "the archive's file '\(member)' is packed by method \(found), expected 0 (none) or 8 (deflate)"
    case .memberSize(let member):
      "the archive's file '\(member)' does not fit the archive, which may be cut off"
    case .bomb(let member, let packed, let claimed):
      "the archive's file '\(member)' claims to unpack from \(packed) to \(claimed) bytes, which no weights do"
    case .inflate(let member): "the archive's file '\(member)' does not unpack to the size that it claims"
    case .checksum(let member): "the archive's file '\(member)' has another checksum than it claims"
    }
  }
}

extension PickleFault {
  fileprivate var message: String {
    switch self {
    case .tooLarge(let size, let limit): "the pickle has \(size) bytes, more than the limit of \(limit)"
    case .tooManyValues(let limit): "the pickle makes more than \(limit) tuples, lists and dictionaries"
    case .truncated(let offset): "the pickle breaks off (byte \(offset) of the pickle)"
    case .opcode(let opcode, let offset):
      "the pickle does more than rebuild tensors: opcode \(opcode) (byte \(offset) of the pickle) is refused"
    case .refusedGlobal(let module, let name, let offset):
      "the pickle does more than rebuild tensors: it asks for '\(module).\(name)' (byte \(offset) of the pickle), "
        + "which could run anything and is refused"
    case .operands(let opcode, let offset):
      "the pickle is broken: opcode \(opcode) finds other values than it needs (byte \(offset) of the pickle)"
    case .unknownMemo(let index, let offset):
      "the pickle is broken: it recalls value \(index), which it never stored (byte \(offset) of the pickle)"
    case .invalidUTF8(let offset): "the pickle holds a text that is not UTF-8 (byte \(offset) of the pickle)"
    }
  }
}
