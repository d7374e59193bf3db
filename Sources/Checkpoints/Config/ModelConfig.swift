import JSON

/// What kind of target a sequence head was trained on (`problem_type`).
package enum ProblemType: String, Sendable, CaseIterable {
  /// One number, or several, without a function over them.
  case regression
  /// One label of several: softmax.
  case singleLabel = "single_label_classification"
  /// Any number of labels: a sigmoid each.
  case multiLabel = "multi_label_classification"
}

/// `config.json` as values. Sizes whose names and defaults differ by family are read with `integer` and similar functions;
/// what all families share is read at once.
package struct ModelConfig: Sendable {
  /// The file.
  package let path: String
  /// The file's bytes, for saving.
  package let bytes: [UInt8]
  /// The file's members, in order.
  package let json: JSONObject
  /// `model_type`; nil in old uploads.
  package let modelType: String?
  /// `architectures`; empty when there are none.
  package let architectures: [String]
  /// The labels by index: `id2label`, else `LABEL_0` … for `num_labels` or two.
  package let labels: [String]
  /// Whether the labels were given by name (`id2label`).
  package let namesLabels: Bool
  /// `problem_type`; nil when absent.
  package let problemType: ProblemType?
  /// Whether the masked-LM decoder is the word-embedding table (`tie_word_embeddings`).
  package let tiesWordEmbeddings: Bool
  /// What is odd, yet no error.
  package let warnings: [Warning]

  /// Something in `config.json` that a user should see.
  package enum Warning: Equatable, Sendable {
    /// `label2id` gives `label` another index than `id2label`; the latter is followed.
    case labelsDisagree(label: String, id2label: Int?, label2id: Int)
  }

  /// Reads the file at `path`.
  package init(path: String) throws(CheckpointError) {
    try self.init(bytes: readFile(path, limit: JSONFile.sizeLimit), path: path)
  }

  /// Reads the contents of a `config.json`.
  package init(bytes: [UInt8], path: String) throws(CheckpointError) {
    let root: JSONValue
    do throws(JSONError) {
      root = try JSONValue.parse(bytes)
    } catch {
      throw CheckpointError.json(path: path, error: error)
    }
    guard let object = root.object else {
      throw CheckpointError.config(path: path, fault: .notAnObject)
    }
    self.path = path
    self.bytes = bytes
    json = object
    do throws(ConfigFault) {
      modelType = try object.optionalString("model_type")
      architectures = try object.strings("architectures")
      (labels, namesLabels) = try Self.labels(object)
      problemType = try Self.problemType(object)
      tiesWordEmbeddings = try object.optionalBool("tie_word_embeddings") ?? true
      warnings = try Self.labelWarnings(object, labels: namesLabels ? labels : [])
      try Self.refuseUnsupported(object)
    } catch {
      throw CheckpointError.config(path: path, fault: error)
    }
  }

  /// `id2label` has string keys that must be 0, 1, … in any order.
  private static func labels(_ object: JSONObject) throws(ConfigFault) -> ([String], Bool) {
    guard let value = object.present("id2label") else {
      let count = try object.integer(["num_labels"], in: Limits.labels) ?? 2
      return ((0..<count).map { "LABEL_\($0)" }, false)
    }
    guard let map = value.object else {
      throw ConfigFault.wrongType(key: "id2label", expected: .object)
    }
    guard Limits.labels.contains(map.count) else {
      throw ConfigFault.outOfRange(key: "id2label", value: "\(map.count)", allowed: Limits.labels)
    }
    var labels = [String?](repeating: nil, count: map.count)
    for (key, value) in map.members {
      guard let id = Int(key), labels.indices.contains(id), labels[id] == nil else {
        throw ConfigFault.labelIDs(key: key, count: map.count)
      }
      // Python's save writes the names as they are; a few files hold numbers.
      guard let name = value.string ?? value.spelling else {
        throw ConfigFault.wrongType(key: "id2label", expected: .string)
      }
      labels[id] = name
    }
    return (labels.compactMap(\.self), true)
  }

  private static func labelWarnings(
    _ object: JSONObject, labels: [String]
  ) throws(ConfigFault) -> [Warning] {
    guard !labels.isEmpty, let map = object.present("label2id")?.object else { return [] }
    var warnings: [Warning] = []
    // A user needs a few to see what is wrong, and each costs a walk over all labels.
    for (label, value) in map.members where warnings.count < 16 {
      guard let id = value.int else { continue }
      if labels.indices.contains(id), labels[id].hasSameBytes(as: label) { continue }
      let named = labels.firstIndex { $0.hasSameBytes(as: label) }
      warnings.append(.labelsDisagree(label: label, id2label: named, label2id: id))
    }
    return warnings
  }

  private static func problemType(_ object: JSONObject) throws(ConfigFault) -> ProblemType? {
    guard let name = try object.optionalString("problem_type") else { return nil }
    guard let type = ProblemType(rawValue: name) else {
      throw ConfigFault.unknownValue(
        key: "problem_type", value: name, allowed: ProblemType.allCases.map(\.rawValue))
    }
    return type
  }

  /// Settings that change the numbers and that no encoder here follows are refused, never ignored.
  private static func refuseUnsupported(_ object: JSONObject) throws(ConfigFault) {
    if let pruned = object.present("pruned_heads")?.object,
      pruned.members.contains(where: { $0.value.array?.isEmpty != true })
    {
      throw ConfigFault.unsupported(
        key: "pruned_heads", value: pruned.members.map(\.key).joined(separator: ", "))
    }
    for key in ["is_decoder", "is_encoder_decoder", "add_cross_attention"] {
      if try object.optionalBool(key) == true { throw ConfigFault.unsupported(key: key, value: "true") }
    }
  }
}
