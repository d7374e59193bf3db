import JSON

/// One object of a tokenizer file, read member by member with errors that name the place.
struct StageReader {
  let object: JSONObject
  /// Where the object stands, such as `normalizer.normalizers[1]`.
  let path: String

  /// Stages nested deeper than this are refused; real ones stop at three.
  static let depthLimit = 16

  init(_ value: JSONValue, path: String) throws(TokenizerError) {
    guard let object = value.object else { throw .wrongType(path: path, expected: .object) }
    self.object = object
    self.path = path
  }

  /// The value of a member; nil where it is absent or null.
  func value(_ key: String) -> JSONValue? {
    guard let value = object[key], !value.isNull else { return nil }
    return value
  }

  func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// The value of a required member.
  func required(_ key: String) throws(TokenizerError) -> JSONValue {
    guard let value = value(key) else { throw .missing(path: path(of: key)) }
    return value
  }

  func string(_ key: String) throws(TokenizerError) -> String {
    guard let string = try required(key).string else {
      throw .wrongType(path: path(of: key), expected: .string)
    }
    return string
  }

  func optionalString(_ key: String) throws(TokenizerError) -> String? {
    guard let value = value(key) else { return nil }
    guard let string = value.string else { throw .wrongType(path: path(of: key), expected: .string) }
    return string
  }

  func optionalBool(_ key: String) throws(TokenizerError) -> Bool? {
    guard let value = value(key) else { return nil }
    guard let bool = value.bool else { throw .wrongType(path: path(of: key), expected: .boolean) }
    return bool
  }

  func bool(_ key: String, default fallback: Bool) throws(TokenizerError) -> Bool {
    try optionalBool(key) ?? fallback
  }

  func bool(_ key: String) throws(TokenizerError) -> Bool {
    guard let bool = try required(key).bool else {
      throw .wrongType(path: path(of: key), expected: .boolean)
    }
    return bool
  }

  func optionalInt(_ key: String) throws(TokenizerError) -> Int? {
    guard let value = value(key) else { return nil }
    guard let int = value.int else { throw .wrongType(path: path(of: key), expected: .integer) }
    return int
  }

  func array(_ key: String) throws(TokenizerError) -> [JSONValue] {
    guard let array = try required(key).array else {
      throw .wrongType(path: path(of: key), expected: .array)
    }
    return array
  }

  func child(_ key: String) throws(TokenizerError) -> StageReader {
    try StageReader(try required(key), path: path(of: key))
  }

  /// The stages of a member that lists them, each with its place.
  func stages(_ key: String, depth: Int) throws(TokenizerError) -> [StageReader] {
    let limit = Self.depthLimit
    guard depth < limit else { throw .tooDeep(path: path, limit: limit) }
    var readers: [StageReader] = []
    for (index, value) in try array(key).enumerated() {
      readers.append(try StageReader(value, path: "\(path(of: key))[\(index)]"))
    }
    return readers
  }

  /// A member that is a token id.
  func id(_ value: JSONValue, path: String, token: String) throws(TokenizerError) -> Int32 {
    guard case .number(let number) = value else { throw .wrongType(path: path, expected: .integer) }
    guard let int = number.int, let id = Int32(exactly: int), id >= 0 else {
      throw .idOutOfRange(path: path, token: token, id: number.spelling)
    }
    return id
  }
}
