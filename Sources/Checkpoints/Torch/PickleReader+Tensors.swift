extension PickleReader {
  /// BINPERSID: `("storage", type, key, location, count)` names a storage of the archive.
  mutating func persistentStorage(_ opcode: UInt8, _ offset: Int) throws(PickleFault) {
    guard case .tuple(let place)? = stack.popLast(), stack.count >= (marks.last ?? 0),
      sequences[place].count == 5, case .string("storage") = sequences[place][0],
      case .global(.storageType(let elementType)) = sequences[place][1],
      case .string(let key) = sequences[place][2], case .integer(let count) = sequences[place][4], count >= 0
    else { throw PickleFault.operands(opcode: opcode, offset: offset) }
    stack.append(.storage(storages.count))
    storages.append(PickleStorage(key: key, elementType: elementType, count: count))
  }

  /// REDUCE: one of the three calls that are known.
  mutating func reduce(_ opcode: UInt8, _ offset: Int) throws(PickleFault) {
    guard stack.count - (marks.last ?? 0) >= 2, case .tuple(let place)? = stack.popLast(),
      case .global(let callee)? = stack.popLast()
    else { throw PickleFault.operands(opcode: opcode, offset: offset) }
    let arguments = sequences[place]
    switch callee {
    case .orderedDictionary where arguments.isEmpty:
      try appendDictionary()
    case .rebuildParameter:
      guard let first = arguments.first, case .tensor = first else {
        throw PickleFault.operands(opcode: opcode, offset: offset)
      }
      stack.append(first)
    case .rebuildTensor:
      guard let tensor = tensor(arguments) else {
        throw PickleFault.operands(opcode: opcode, offset: offset)
      }
      stack.append(.tensor(tensors.count))
      tensors.append(tensor)
    case .orderedDictionary, .storageType:
      throw PickleFault.operands(opcode: opcode, offset: offset)
    }
  }

  /// `_rebuild_tensor_v2(storage, offset, shape, strides, …)`.
  private func tensor(_ arguments: [PickleValue]) -> PickleTensor? {
    guard arguments.count >= 4, case .storage(let storage) = arguments[0],
      case .integer(let offset) = arguments[1], offset >= 0, let shape = sizes(arguments[2]),
      let strides = sizes(arguments[3]), shape.count == strides.count
    else { return nil }
    return PickleTensor(storage: storage, offset: offset, shape: shape, strides: strides)
  }

  /// A tuple of non-negative integers.
  private func sizes(_ value: PickleValue) -> [Int]? {
    guard case .tuple(let place) = value, sequences[place].count <= 16 else { return nil }
    var sizes: [Int] = []
    for element in sequences[place] {
      guard case .integer(let size) = element, size >= 0 else { return nil }
      sizes.append(size)
    }
    return sizes
  }

  /// BUILD: the attributes of a dictionary (`_metadata`) carry nothing that is needed.
  mutating func build(_ opcode: UInt8, _ offset: Int) throws(PickleFault) {
    guard stack.count - (marks.last ?? 0) >= 2, case .dictionary = stack[stack.count - 2] else {
      throw PickleFault.operands(opcode: opcode, offset: offset)
    }
    stack.removeLast()
  }
}
