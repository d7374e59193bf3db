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
