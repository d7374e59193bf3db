import JSON

/// A small JSON file read whole: its bytes and its value.
struct JSONFile {
  /// The largest file that is read as settings, in bytes.
  static let sizeLimit = 64 << 20

  let path: String
  let bytes: [UInt8]
  let value: JSONValue

  init(path: String) throws(CheckpointError) {
    self.path = path
    bytes = try readFile(path, limit: Self.sizeLimit)
    do throws(JSONError) {
      value = try JSONValue.parse(bytes)
    } catch {
      throw CheckpointError.json(path: path, error: error)
    }
  }
}

/// The bytes of a file of at most `limit` bytes.
package func readFile(_ path: String, limit: Int) throws(CheckpointError) -> [UInt8] {
  let file = try FileBytes(path: path)
  defer { file.close() }
  guard file.count <= limit else {
    throw CheckpointError.config(path: path, fault: .tooLarge(size: file.count, limit: limit))
  }
  return file.bytes(in: 0..<file.count)
}
