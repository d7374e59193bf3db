/// Reads a pickled state dictionary. It is not an interpreter of Python: it knows the opcodes with which `torch.save` writes tensors by
/// name, and refuses every other opcode and every other name before anything is called.
///
/// Opcodes: https://github.com/python/cpython/blob/main/Lib/pickletools.py.
struct PickleReader {
  /// The longest pickle that is read, in bytes; a state dictionary of a thousand tensors takes 100 kB.
  static let sizeLimit = 32 << 20
  /// The most tuples, lists and dictionaries that are kept; a tensor takes a handful.
  static let containerLimit = 1 << 20

  let bytes: [UInt8]
  var position = 0
  var stack: [PickleValue] = []
  var marks: [Int] = []
  var memo: [Int: PickleValue] = [:]
  var sequences: [[PickleValue]] = []
  var dictionaries: [[(key: PickleValue, value: PickleValue)]] = []
  var storages: [PickleStorage] = []
  var tensors: [PickleTensor] = []

  init(_ bytes: [UInt8]) throws(PickleFault) {
    guard bytes.count <= Self.sizeLimit else {
      throw PickleFault.tooLarge(size: bytes.count, limit: Self.sizeLimit)
    }
    self.bytes = bytes
  }

  /// Runs the pickle; the tensors of the dictionary that it leaves, by name, of equal names the last.
  mutating func stateDictionary() throws(PickleFault) -> [(name: String, tensor: PickleTensor)] {
    while true {
      let offset = position
      let opcode = try byte()
      if opcode == UInt8(ascii: ".") { break }
      try execute(opcode, at: offset)
    }
    guard marks.isEmpty, stack.count == 1, case .dictionary(let place)? = stack.first else {
      throw PickleFault.operands(opcode: UInt8(ascii: "."), offset: position - 1)
    }
    var result: [(name: String, tensor: PickleTensor)] = []
    var places: [String: Int] = [:]
    for (key, value) in dictionaries[place] {
      guard case .string(let name) = key, case .tensor(let tensor) = value else { continue }
      if let earlier = places[name] {
        result[earlier] = (name, tensors[tensor])
      } else {
        places[name] = result.count
        result.append((name, tensors[tensor]))
      }
    }
    return result
  }

  mutating func byte() throws(PickleFault) -> UInt8 {
    guard position < bytes.count else { throw PickleFault.truncated(offset: position) }
    position += 1
    return bytes[position - 1]
  }

  /// A little-endian number of `count` bytes.
  mutating func number(_ count: Int) throws(PickleFault) -> UInt64 {
    var value: UInt64 = 0
    for place in 0..<count { value |= UInt64(try byte()) << (8 * UInt64(place)) }
    return value
  }

  /// `count` bytes as text.
  mutating func text(_ count: UInt64) throws(PickleFault) -> String {
    guard count <= UInt64(bytes.count - position) else { throw PickleFault.truncated(offset: bytes.count) }
    let begin = position
    position += Int(count)
    guard let text = String(validating: bytes[begin..<position], as: UTF8.self) else {
      throw PickleFault.invalidUTF8(offset: begin)
    }
    return text
  }

  /// Text up to a line end, which is passed over.
  mutating func line() throws(PickleFault) -> String {
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else {
      throw PickleFault.truncated(offset: bytes.count)
    }
    let text = try text(UInt64(end - position))
    position += 1
    return text
  }
}
