extension Weights {
  /// Opens files that `torch.save` wrote (`pytorch_model.bin`) as one set of tensors.
  package init(torch paths: [String]) throws(CheckpointError) {
    var entries: [TensorEntry] = []
    var files: [FileBytes] = []
    for path in paths {
      let file = try FileBytes(path: path)
      do throws(TorchFault) {
        let archive = try TorchArchive(file)
        entries += archive.entries
        files += archive.files
      } catch {
        throw CheckpointError.torch(path: path, fault: error)
      }
    }
    try self.init(entries: entries, files: files)
  }

  /// Opens the shards that the index at `path` (`pytorch_model.bin.index.json`) names.
  package init(torchIndex path: String) throws(CheckpointError) {
    let index = try ShardIndex(path: path)
    try self.init(torch: index.shardPaths)
    try index.check(self)
  }
}

/// The tensors of one `pytorch_model.bin` of the zip form.
struct TorchArchive {
  /// The tensors by name.
  private(set) var entries: [TensorEntry] = []
  /// The file itself, then what had to be unpacked.
  private(set) var files: [FileBytes]

  init(_ file: FileBytes) throws(TorchFault) {
    files = [file]
    let start = file.bytes(in: 0..<min(4, file.count))
    guard start.starts(with: [0x50, 0x4B]) else {
      // The old form is a sequence of pickles, protocol 2; the one before it a tar archive.
      throw start.first == 0x80 || Self.isTar(file) ? TorchFault.legacyFormat : TorchFault.zip(.noEndRecord)
    }
    let archive = try Self.wrapped { () throws(ZipFault) in try ZipArchive(file) }
    let pickles = archive.members.filter { $0.name == "data.pkl" || $0.name.hasSuffix("/data.pkl") }
    guard let pickle = pickles.first, pickles.count == 1 else {
      throw TorchFault.pickleCount(pickles.count)
    }
    guard pickle.size <= PickleReader.sizeLimit else {
      throw TorchFault.pickle(.tooLarge(size: pickle.size, limit: PickleReader.sizeLimit))
    }
    let root = String(pickle.name.dropLast("data.pkl".count))
    let members = Dictionary(archive.members.map { ($0.name, $0) }) { first, _ in first }
    if let order = members[root + "byteorder"], order.size <= 16 {
      let bytes = try Self.wrapped { () throws(ZipFault) in try archive.bytes(of: order) }
      let name = String(decoding: bytes, as: UTF8.self)
      guard name == "little" else { throw TorchFault.byteOrder(name) }
    }

    let text = try Self.wrapped { () throws(ZipFault) in try archive.bytes(of: pickle) }
    var reader: PickleReader
    let tensors: [(name: String, tensor: PickleTensor)]
    do throws(PickleFault) {
      reader = try PickleReader(text)
      tensors = try reader.stateDictionary()
    } catch {
      throw TorchFault.pickle(error)
    }
    guard !tensors.isEmpty else { throw TorchFault.noTensors }

    var unpacked: [String: FileBytes] = [:]
    for (name, tensor) in tensors {
      let storage = reader.storages[tensor.storage]
      guard let member = members["\(root)data/\(storage.key)"] else {
        throw TorchFault.missingStorage(key: storage.key)
      }
      let (claimed, overflow) = storage.count.multipliedReportingOverflow(by: storage.elementType.width)
      guard !overflow, claimed == member.size else {
        throw TorchFault.storageSize(key: storage.key, claimed: overflow ? .max : claimed, found: member.size)
      }
      guard let extent = tensor.extent(in: storage.count) else {
        throw TorchFault.tensorOutsideStorage(tensor: name)
      }
      var holder = file
      var begin = member.range.lowerBound
      if member.isDeflated {
        if let earlier = unpacked[member.name] {
          holder = earlier
        } else {
          holder = try Self.unpacked(member, of: archive, path: file.path)
          unpacked[member.name] = holder
        }
        begin = 0
      }
      let width = storage.elementType.width
      entries.append(
        TensorEntry(
          name: name, fileName: name, elementType: storage.elementType, shape: tensor.shape,
          strides: tensor.isContiguous ? nil : tensor.strides, file: holder,
          range: begin + extent.lowerBound * width..<begin + extent.upperBound * width))
    }
    files += unpacked.values
  }

  private static func unpacked(
    _ member: ZipArchive.Member, of archive: ZipArchive, path: String
  ) throws(TorchFault) -> FileBytes {
    let bytes = try wrapped { () throws(ZipFault) in try archive.bytes(of: member) }
    return FileBytes(path: path, copying: bytes)
  }

  private static func wrapped<Result>(_ body: () throws(ZipFault) -> Result) throws(TorchFault) -> Result {
    do throws(ZipFault) {
      return try body()
    } catch {
      throw TorchFault.zip(error)
    }
  }

  private static func isTar(_ file: FileBytes) -> Bool {
    file.count >= 512 && file.bytes(in: 257..<262).elementsEqual("ustar".utf8)
  }
}

extension PickleTensor {
  /// Whether the elements lie row after row without gaps.
  var isContiguous: Bool {
    if shape.contains(0) { return true }
    var expected = 1
    for (size, stride) in zip(shape, strides).reversed() {
      if size != 1, stride != expected { return false }
      expected *= size
    }
    return true
  }

  /// The elements of its storage, from its first to its last; nil where they are not in a storage of `count`
  /// elements, or where it shows an element more than once, as no saved weight does.
  func extent(in count: Int) -> Range<Int>? {
    var elements = 1
    var last = offset
    for (size, stride) in zip(shape, strides) {
      let (product, overflow) = elements.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      elements = product
      if size == 0 { continue }
      let (reach, tooFar) = (size - 1).multipliedReportingOverflow(by: stride)
      let (sum, overTheEnd) = last.addingReportingOverflow(reach)
      if tooFar || overTheEnd { return nil }
      last = sum
    }
    if elements == 0 { return offset <= count ? offset..<offset : nil }
    guard last < count, elements <= count else { return nil }
    return offset..<last + 1
  }
}
