import JSON

/// The checked header of a safetensors file: which tensors lie where.
///
/// The format: eight bytes of little-endian header length, a JSON object, then the tensors' bytes without gaps
/// (https://github.com/huggingface/safetensors#format). Everything is checked against the file's true size
/// before a byte is allocated for a tensor.
package struct SafetensorsHeader: Sendable {
  /// A tensor's place.
  package struct Entry: Sendable, Equatable {
    /// The name in the file.
    package let name: String
    /// The type of the elements.
    package let elementType: ElementType
    /// The shape, outermost first.
    package let shape: [Int]
    /// The bytes, counted from the start of the file.
    package let range: Range<Int>
  }

  /// The tensors in the order of their bytes.
  package let entries: [Entry]
  /// The strings under `__metadata__`, in the file's order.
  package let metadata: [(key: String, value: String)]

  /// The longest header that is read, in bytes: room for over a hundred thousand tensors.
  package static let lengthLimit = 16 << 20

  /// Reads the header of a file of `fileSize` bytes; `header` is called with the range of the JSON.
  package init(
    lengthField: [UInt8], fileSize: Int, json header: (Range<Int>) -> [UInt8]
  ) throws(SafetensorsFault) {
    guard fileSize >= 8, lengthField.count == 8 else { throw SafetensorsFault.tooShort(size: fileSize) }
    let claimed = lengthField.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard claimed <= UInt64(fileSize - 8) else {
      throw SafetensorsFault.headerLongerThanFile(claimed: claimed, available: fileSize - 8)
    }
    guard claimed <= UInt64(Self.lengthLimit) else {
      throw SafetensorsFault.headerOverLimit(claimed: claimed, limit: Self.lengthLimit)
    }
    let begin = 8 + Int(claimed)
    let root: JSONValue
    do throws(JSONError) {
      root = try JSONValue.parse(header(8..<begin), maximumDepth: 8)
    } catch {
      throw SafetensorsFault.headerNotJSON(error)
    }
    guard let object = root.object else { throw SafetensorsFault.headerNotObject }

    var entries: [Entry] = []
    var metadata: [(key: String, value: String)] = []
    var names = Set<String>(minimumCapacity: object.members.count)
    for (name, value) in object.members {
      // Names that differ only in Unicode normalisation count as one here: no checkpoint has such names.
      guard names.insert(name).inserted else { throw SafetensorsFault.duplicateName(name) }
      if name == "__metadata__" {
        metadata = try Self.metadata(value)
      } else {
        entries.append(try Self.entry(name, value, dataBegin: begin, fileSize: fileSize))
      }
    }
    entries.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    try Self.checkCover(entries, from: begin, to: fileSize)
    self.entries = entries
    self.metadata = metadata
  }

  private static func metadata(_ value: JSONValue) throws(SafetensorsFault) -> [(key: String, value: String)]
  {
    // Some writers say null for none.
    if value.isNull { return [] }
    guard let object = value.object else {
      throw SafetensorsFault.malformedEntry(tensor: "__metadata__", member: "__metadata__")
    }
    var pairs: [(key: String, value: String)] = []
    for (key, value) in object.members {
      guard let text = value.string else {
        throw SafetensorsFault.malformedEntry(tensor: "__metadata__", member: key)
      }
      pairs.append((key, text))
    }
    return pairs
  }

  private static func entry(
    _ name: String, _ value: JSONValue, dataBegin: Int, fileSize: Int
  ) throws(SafetensorsFault) -> Entry {
    guard let typeName = value["dtype"]?.string else {
      throw SafetensorsFault.malformedEntry(tensor: name, member: "dtype")
    }
    guard let elementType = ElementType(rawValue: typeName) else {
      throw SafetensorsFault.unknownElementType(tensor: name, found: typeName)
    }
    guard let shape = sizes(value["shape"]) else {
      throw SafetensorsFault.malformedEntry(tensor: name, member: "shape")
    }
    guard let offsets = sizes(value["data_offsets"]), offsets.count == 2, offsets[0] <= offsets[1] else {
      throw SafetensorsFault.malformedEntry(tensor: name, member: "data_offsets")
    }
    let available = fileSize - dataBegin
    guard offsets[1] <= available else {
      throw SafetensorsFault.outOfBounds(
        tensor: name, begin: offsets[0], end: offsets[1], available: available)
    }
    guard let bytes = byteCount(shape: shape, elementType: elementType) else {
      throw SafetensorsFault.sizeOverflow(tensor: name, shape: shape)
    }
    guard bytes == offsets[1] - offsets[0] else {
      throw SafetensorsFault.wrongSize(
        tensor: name, shape: shape, elementType: elementType, bytes: offsets[1] - offsets[0])
    }
    let range = dataBegin + offsets[0]..<dataBegin + offsets[1]
    return Entry(name: name, elementType: elementType, shape: shape, range: range)
  }

  /// Entries sorted by place must cover the data from its first byte to its last, each byte once.
  private static func checkCover(_ entries: [Entry], from begin: Int, to end: Int) throws(SafetensorsFault) {
    var next = begin
    var previous: Entry?
    for entry in entries {
      if entry.range.lowerBound < next {
        throw SafetensorsFault.overlap(first: previous?.name ?? "", second: entry.name)
      }
      if entry.range.lowerBound > next {
        throw SafetensorsFault.gap(before: entry.name, bytes: entry.range.lowerBound - next)
      }
      next = entry.range.upperBound
      previous = entry
    }
    if next < end { throw SafetensorsFault.trailingBytes(end - next) }
  }

  /// Non-negative whole numbers of a JSON array; nil when it is anything else.
  private static func sizes(_ value: JSONValue?) -> [Int]? {
    guard let array = value?.array, array.count <= 16 else { return nil }
    var result: [Int] = []
    for element in array {
      guard let number = element.int, number >= 0 else { return nil }
      result.append(number)
    }
    return result
  }
}
