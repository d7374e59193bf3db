extension PickleReader {
  /// Runs one opcode, whose first byte stood at `offset`.
  mutating func execute(_ opcode: UInt8, at offset: Int) throws(PickleFault) {
    switch opcode {
    case 0x80:  // PROTO
      guard try byte() <= 5 else { throw PickleFault.operands(opcode: opcode, offset: offset) }
    case 0x95: _ = try number(8)  // FRAME
    case UInt8(ascii: "("): marks.append(stack.count)
    case UInt8(ascii: "0"): _ = try pop(opcode, offset)
    case UInt8(ascii: "1"): _ = try popToMark(opcode, offset)
    case UInt8(ascii: "N"): stack.append(.none)
    case 0x88: stack.append(.bool(true))
    case 0x89: stack.append(.bool(false))
    case UInt8(ascii: "K"): stack.append(.integer(Int(try number(1))))
    case UInt8(ascii: "M"): stack.append(.integer(Int(try number(2))))
    case UInt8(ascii: "J"): stack.append(.integer(Int(Int32(truncatingIfNeeded: try number(4)))))
    case 0x8A: stack.append(.integer(try long(opcode, offset)))
    case UInt8(ascii: "G"): stack.append(.number(Double(bitPattern: try number(8).byteSwapped)))
    case UInt8(ascii: "X"), UInt8(ascii: "T"): stack.append(.string(try text(number(4))))
    case 0x8C, UInt8(ascii: "U"): stack.append(.string(try text(number(1))))
    case 0x8D: stack.append(.string(try text(number(8))))
    case UInt8(ascii: ")"): try appendTuple([])
    case 0x85, 0x86, 0x87: try appendTuple(popLast(Int(opcode) - 0x84, opcode, offset))
    case UInt8(ascii: "t"): try appendTuple(popToMark(opcode, offset))
    case UInt8(ascii: "]"): try appendList([])
    case UInt8(ascii: "l"): try appendList(popToMark(opcode, offset))
    case UInt8(ascii: "a"): try extendList([pop(opcode, offset)], opcode, offset)
    case UInt8(ascii: "e"): try extendList(popToMark(opcode, offset), opcode, offset)
    case UInt8(ascii: "}"): try appendDictionary()
    case UInt8(ascii: "s"): try setItems(popLast(2, opcode, offset), opcode, offset)
    case UInt8(ascii: "u"): try setItems(popToMark(opcode, offset), opcode, offset)
    case UInt8(ascii: "q"): try store(Int(number(1)), opcode, offset)
    case UInt8(ascii: "r"): try store(Int(number(4)), opcode, offset)
    case 0x94: try store(memo.count, opcode, offset)
    case UInt8(ascii: "h"): try recall(Int(number(1)), offset)
    case UInt8(ascii: "j"): try recall(Int(number(4)), offset)
    case UInt8(ascii: "c"): try lookUp(module: line(), name: line(), offset)
    case 0x93:
      guard case .string(let name) = try pop(opcode, offset),
        case .string(let module) = try pop(opcode, offset)
      else { throw PickleFault.operands(opcode: opcode, offset: offset) }
      try lookUp(module: module, name: name, offset)
    case UInt8(ascii: "Q"): try persistentStorage(opcode, offset)
    case UInt8(ascii: "R"): try reduce(opcode, offset)
    case UInt8(ascii: "b"): try build(opcode, offset)
    default: throw PickleFault.opcode(opcode, offset: offset)
    }
  }

  private mutating func pop(_ opcode: UInt8, _ offset: Int) throws(PickleFault) -> PickleValue {
    guard stack.count > (marks.last ?? 0), let value = stack.popLast() else {
      throw PickleFault.operands(opcode: opcode, offset: offset)
    }
    return value
  }

  private mutating func popLast(
    _ count: Int, _ opcode: UInt8, _ offset: Int
  ) throws(PickleFault) -> [PickleValue] {
    guard stack.count - (marks.last ?? 0) >= count else {
      throw PickleFault.operands(opcode: opcode, offset: offset)
    }
    defer { stack.removeLast(count) }
    return Array(stack.suffix(count))
  }

  private mutating func popToMark(_ opcode: UInt8, _ offset: Int) throws(PickleFault) -> [PickleValue] {
    guard let mark = marks.popLast() else { throw PickleFault.operands(opcode: opcode, offset: offset) }
    defer { stack.removeSubrange(mark...) }
    return Array(stack[mark...])
  }

  /// LONG1: a little-endian two's complement number of up to eight bytes.
  private mutating func long(_ opcode: UInt8, _ offset: Int) throws(PickleFault) -> Int {
    let count = Int(try byte())
    guard count <= 8 else { throw PickleFault.operands(opcode: opcode, offset: offset) }
    guard count > 0 else { return 0 }
    let shift = UInt64(64 - 8 * count)
    return Int(Int64(bitPattern: try number(count) << shift) >> shift)
  }

  private mutating func appendTuple(_ values: [PickleValue]) throws(PickleFault) {
    try checkRoom()
    stack.append(.tuple(sequences.count))
    sequences.append(values)
  }

  private mutating func appendList(_ values: [PickleValue]) throws(PickleFault) {
    try checkRoom()
    stack.append(.list(sequences.count))
    sequences.append(values)
  }

  mutating func appendDictionary() throws(PickleFault) {
    try checkRoom()
    stack.append(.dictionary(dictionaries.count))
    dictionaries.append([])
  }

  private func checkRoom() throws(PickleFault) {
    guard sequences.count + dictionaries.count < Self.containerLimit else {
      throw PickleFault.tooManyValues(limit: Self.containerLimit)
    }
  }

  private mutating func extendList(
    _ values: [PickleValue], _ opcode: UInt8, _ offset: Int
  ) throws(PickleFault) {
    guard case .list(let place)? = stack.last else {
      throw PickleFault.operands(opcode: opcode, offset: offset)
    }
    sequences[place] += values
  }

  private mutating func setItems(
    _ values: [PickleValue], _ opcode: UInt8, _ offset: Int
  ) throws(PickleFault) {
    guard case .dictionary(let place)? = stack.last, values.count % 2 == 0 else {
      throw PickleFault.operands(opcode: opcode, offset: offset)
    }
    for pair in stride(from: 0, to: values.count, by: 2) {
      dictionaries[place].append((values[pair], values[pair + 1]))
    }
  }

  private mutating func store(_ index: Int, _ opcode: UInt8, _ offset: Int) throws(PickleFault) {
    guard let value = stack.last else { throw PickleFault.operands(opcode: opcode, offset: offset) }
    memo[index] = value
  }

  private mutating func recall(_ index: Int, _ offset: Int) throws(PickleFault) {
    guard let value = memo[index] else { throw PickleFault.unknownMemo(index: index, offset: offset) }
    stack.append(value)
  }

  private mutating func lookUp(module: String, name: String, _ offset: Int) throws(PickleFault) {
    guard let global = PickleGlobal(module: module, name: name) else {
      throw PickleFault.refusedGlobal(module: module, name: name, offset: offset)
    }
    stack.append(.global(global))
  }
}
