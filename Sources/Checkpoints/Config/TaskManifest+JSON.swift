import Files
import JSON

extension TaskManifest {
  /// Reads the `task.json` at `path`.
  package init(path: String) throws(CheckpointError) {
    let file = try JSONFile(path: path)
    do throws(ManifestFault) {
      try self.init(file.value)
    } catch {
      throw CheckpointError.manifest(path: path, fault: error)
    }
  }

  init(_ value: JSONValue) throws(ManifestFault) {
    guard let object = value.object else { throw ManifestFault.notAnObject }
    try object.refuseUnknownKeys(
      [
        "version", "task", "encoder", "head", "architecture", "labels", "problem_type", "defaults",
        "precision",
      ], within: nil)
    guard let version = object["version"] else { throw ManifestFault.missing(key: "version") }
    guard let number = version.int else {
      throw ManifestFault.wrongValue(key: "version", expected: .positiveInteger)
    }
    guard number == Self.version else { throw ManifestFault.version(found: number, known: Self.version) }
    guard let taskName = try object.manifestString("task") else { throw ManifestFault.missing(key: "task") }
    guard let task = TaskName(rawValue: taskName) else {
      throw ManifestFault.wrongValue(key: "task", expected: .oneOf(TaskName.allCases.map(\.rawValue)))
    }
    guard let encoder = try object.manifestString("encoder"), !encoder.isEmpty else {
      throw ManifestFault.missing(key: "encoder")
    }
    let head = try object.manifestString("head")
    if let head, !isPlainFileName(head) { throw ManifestFault.path(key: "head", value: head) }
    if head == nil, task != .embed { throw ManifestFault.missing(key: "head") }
    var problemType: ProblemType?
    if let name = try object.manifestString("problem_type") {
      problemType = ProblemType(rawValue: name)
      if problemType == nil {
        throw ManifestFault.wrongValue(
          key: "problem_type", expected: .oneOf(ProblemType.allCases.map(\.rawValue)))
      }
    }
    self.init(
      task: task, encoder: encoder, head: head, architecture: try object.manifestString("architecture"),
      labels: try Self.labels(object), problemType: problemType, defaults: try Defaults(object["defaults"]),
      precision: try Self.precision(object["precision"]))
  }

  private static func labels(_ object: JSONObject) throws(ManifestFault) -> [String] {
    guard let value = object["labels"] else { return [] }
    let labels = value.array?.compactMap(\.string)
    guard let labels, labels.count == value.array?.count, labels.count <= Limits.labels.upperBound else {
      throw ManifestFault.wrongValue(key: "labels", expected: .strings)
    }
    return labels
  }

  private static func precision(_ value: JSONValue?) throws(ManifestFault) -> [PrecisionCheck] {
    guard let value else { return [] }
    guard let object = value.object else {
      throw ManifestFault.wrongValue(key: "precision", expected: .object)
    }
    try object.refuseUnknownKeys(["int8", "bf16"], within: "precision")
    var checks: [PrecisionCheck] = []
    for (name, value) in object.members {
      guard let check = value.object else {
        throw ManifestFault.wrongValue(key: "precision.\(name)", expected: .object)
      }
      try check.refuseUnknownKeys(["checked", "delta"], within: "precision.\(name)")
      guard let checked = check["checked"]?.string else {
        throw ManifestFault.wrongValue(key: "precision.\(name).checked", expected: .string)
      }
      guard let delta = check["delta"]?.double, delta.isFinite else {
        throw ManifestFault.wrongValue(key: "precision.\(name).delta", expected: .number)
      }
      checks.append(PrecisionCheck(name: name, checked: checked, delta: delta))
    }
    return checks
  }

  /// The file's text: one member a line, values that are not set left out.
  package func json() -> [UInt8] {
    var members: [JSONObject.Member] = [
      ("version", .integer(Self.version)), ("task", .string(task.rawValue)), ("encoder", .string(encoder)),
    ]
    if let head { members.append(("head", .string(head))) }
    if let architecture { members.append(("architecture", .string(architecture))) }
    if !labels.isEmpty { members.append(("labels", .array(labels.map(JSONValue.string)))) }
    if let problemType { members.append(("problem_type", .string(problemType.rawValue))) }
    let defaults = self.defaults.members
    if !defaults.isEmpty { members.append(("defaults", .object(JSONObject(defaults)))) }
    if !precision.isEmpty {
      let checks = precision.map { check -> JSONObject.Member in
        let members: [JSONObject.Member] = [
          ("checked", .string(check.checked)), ("delta", .decimal(check.delta)),
        ]
        return (check.name, .object(JSONObject(members)))
      }
      members.append(("precision", .object(JSONObject(checks))))
    }
    return indentedJSON(JSONObject(members))
  }
}

extension TaskManifest.Defaults {
  fileprivate init(_ value: JSONValue?) throws(ManifestFault) {
    self.init()
    guard let value else { return }
    guard let object = value.object else {
      throw ManifestFault.wrongValue(key: "defaults", expected: .object)
    }
    try object.refuseUnknownKeys(
      ["words", "window", "overlap", "max_answer", "null_threshold"], within: "defaults")
    if let value = object["words"] {
      guard let name = value.string, name == "ud-en" else {
        throw ManifestFault.wrongValue(key: "defaults.words", expected: .oneOf(["ud-en"]))
      }
      words = name
    }
    window = try object.count("window", from: 1)
    overlap = try object.count("overlap", from: 0)
    maximumAnswer = try object.count("max_answer", from: 1)
    if let value = object["null_threshold"] {
      guard let number = value.double, number.isFinite else {
        throw ManifestFault.wrongValue(key: "defaults.null_threshold", expected: .number)
      }
      nullThreshold = number
    }
  }

  fileprivate var members: [JSONObject.Member] {
    var members: [JSONObject.Member] = []
    if let words { members.append(("words", .string(words))) }
    if let window { members.append(("window", .integer(window))) }
    if let overlap { members.append(("overlap", .integer(overlap))) }
    if let maximumAnswer { members.append(("max_answer", .integer(maximumAnswer))) }
    if let nullThreshold { members.append(("null_threshold", .decimal(nullThreshold))) }
    return members
  }
}

extension JSONObject {
  fileprivate func refuseUnknownKeys(_ known: [String], within parent: String?) throws(ManifestFault) {
    for (key, _) in members where !known.contains(where: { $0.hasSameBytes(as: key) }) {
      throw ManifestFault.unknownKey(parent.map { "\($0).\(key)" } ?? key, known: known)
    }
  }

  fileprivate func manifestString(_ key: String) throws(ManifestFault) -> String? {
    guard let value = self[key] else { return nil }
    guard let string = value.string else { throw ManifestFault.wrongValue(key: key, expected: .string) }
    return string
  }

  fileprivate func count(_ key: String, from minimum: Int) throws(ManifestFault) -> Int? {
    guard let value = self[key] else { return nil }
    guard let number = value.int, number >= minimum, number <= Limits.positions.upperBound else {
      throw ManifestFault.wrongValue(
        key: "defaults.\(key)", expected: minimum > 0 ? .positiveInteger : .nonNegativeInteger)
    }
    return number
  }
}
