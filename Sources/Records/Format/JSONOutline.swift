/// The upper levels of the first JSON value of some bytes, as far as they reach: which paths exist, and what their values
/// begin with. `data[].paragraphs` is a member of the elements of the array `data`; the value itself has the empty path.
///
/// Nothing is checked; the reader of the value does that.
struct JSONOutline {
  /// Deeper values are not looked at.
  private static let depth = 4
  /// More paths than these are not of a document with a shape.
  private static let mostPaths = 2048

  /// The first byte of the first value of each path.
  private(set) var values: [String: UInt8] = [:]
  /// The arrays of objects, outermost and first ones first as they were met.
  private(set) var arraysOfObjects: [String] = []
  /// The paths whose first object or array has ended.
  private(set) var closed: Set<String> = []

  /// The first byte of the value at a path.
  subscript(_ path: String) -> UInt8? { values[path] }

  /// Whether the whole value was seen.
  var isClosed: Bool { closed.contains("") }

  /// Whether the value at a path is an object.
  func isObject(_ path: String) -> Bool { values[path] == UInt8(ascii: "{") }

  /// Whether the value at a path is an array.
  func isArray(_ path: String) -> Bool { values[path] == UInt8(ascii: "[") }

  /// Whether the value at a path is a string.
  func isString(_ path: String) -> Bool { values[path] == UInt8(ascii: "\"") }

  private struct Container {
    var isArray: Bool
    var path: String
    var key = ""
    var awaitsKey: Bool
  }

  /// The outline of the value that the bytes begin with.
  init(_ bytes: ArraySlice<UInt8>) {
    var containers: [Container] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let path = note(byte, containers)
        containers.append(
          Container(isArray: byte == UInt8(ascii: "["), path: path, awaitsKey: byte == UInt8(ascii: "{")))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard let last = containers.popLast() else { return }
        if containers.count <= Self.depth, closed.count < Self.mostPaths { closed.insert(last.path) }
        if containers.isEmpty { return }
      case UInt8(ascii: ","):
        if let last = containers.indices.last { containers[last].awaitsKey = !containers[last].isArray }
      case UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D: break
      case UInt8(ascii: "\""):
        guard let end = Self.endOfString(bytes, from: index) else { return }
        if let last = containers.indices.last, containers[last].awaitsKey {
          containers[last].awaitsKey = false
          if containers.count <= Self.depth {
            containers[last].key = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
          }
        } else {
          _ = note(byte, containers)
        }
        index = end
      default:
        _ = note(byte, containers)
        while index + 1 < bytes.endIndex, !Self.endsScalar(bytes[index + 1]) { index += 1 }
      }
      if containers.isEmpty { return }
      index += 1
    }
  }

  /// Notes a value and returns its path.
  private mutating func note(_ byte: UInt8, _ containers: [Container]) -> String {
    guard containers.count <= Self.depth, values.count < Self.mostPaths else { return "…" }
    guard let last = containers.last else {
      values[""] = byte
      return ""
    }
    let path = last.isArray ? last.path + "[]" : last.path.isEmpty ? last.key : "\(last.path).\(last.key)"
    if values[path] == nil {
      values[path] = byte
      if last.isArray, byte == UInt8(ascii: "{") { arraysOfObjects.append(last.path) }
    }
    // Objects whose keys are names of things are alike below them.
    if containers.count == 2, !last.isArray, !containers[0].isArray, values["*.\(last.key)"] == nil {
      values["*.\(last.key)"] = byte
    }
    return path
  }

  private static func endOfString(_ bytes: ArraySlice<UInt8>, from quote: Int) -> Int? {
    var index = quote + 1
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index < bytes.endIndex ? index : nil
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"), UInt8(ascii: "\""), 0x20,
      0x09, 0x0A, 0x0D:
      true
    default: false
    }
  }
}
