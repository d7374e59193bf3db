import Checkpoints
import Encoders
import Faults

extension Inspection {
  /// The description for people, one line per aspect.
  var text: String {
    var rows: [(String, String)] = [("folder", description.path)]
    if let encoder = description.encoderPath { rows.append(("encoder", encoder)) }
    rows.append(("family", family))
    if let sizes = description.architecture { rows.append(("sizes", Self.text(of: sizes))) }
    rows.append(
      (
        "parameters",
        "\(description.encoderParameters) of the encoder, \(description.headParameters) of heads"
      ))
    rows.append(
      (
        "tensors",
        description.tensors.map { "\($0.count) \($0.type.rawValue) (\($0.bytes) bytes)" }.joined(
          separator: ", ")
      ))
    for head in description.heads {
      let labels = head.labels.isEmpty ? "\(head.outputs) outputs" : head.labels.joined(separator: " ")
      rows.append(("head", "\(head.kind.rawValue) (bertrun \(head.task.rawValue)): \(labels)"))
    }
    if let tokenizer {
      rows.append(
        (
          "tokenizer",
          "\(tokenizer.vocabularySize) tokens, from \(description.tokenizerFiles.joined(separator: " "))"
        ))
    }
    rows.append(("limit", maximumLength.map { "\($0) tokens" } ?? "none"))
    for check in description.manifest?.precision ?? [] {
      rows.append(("checked", "\(check.name): \(check.delta) on \(check.checked)"))
    }
    if !description.unusedTensors.isEmpty { rows.append(("unused", Phrase.list(description.unusedTensors))) }
    for warning in warnings { rows.append(("warning", warning)) }
    for problem in problems { rows.append(("problem", problem)) }
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
    }.joined()
  }

  private var family: String {
    let type = description.modelType.map { "model_type '\($0)'" } ?? "no model_type"
    let classes = description.classes.isEmpty ? "" : ", " + description.classes.joined(separator: " ")
    return "\(description.family ?? "unknown") (\(type)\(classes))"
  }

  private static func text(of sizes: Architecture) -> String {
    "\(sizes.layers) layers, \(sizes.width) wide, \(sizes.attention.heads) heads, "
      + "feed-forward \(sizes.feedForward.width), vocabulary \(sizes.embedding.vocabulary)"
  }
}
