import Faults
import Files
import Foundation
import Journal
import Reporting
import Training

/// The card of a trained model: what it is of, how it was made, and what it comes to.
struct TrainingCard {
  /// The recipe with every value filled in.
  let recipe: Recipe
  /// The name of the model that was trained on; nil is the embedded encoder.
  let base: String?
  /// The files that were learned or measured on, with their sums.
  let files: [(path: String, sum: String)]

  /// The card for a head, as it was measured.
  func text(head number: Int, step: Int, _ evaluation: DevEvaluation?) -> String {
    let task = recipe.tasks[number]
    var lines =
      ["---"] + (base.map { ["base_model: \($0)"] } ?? [])
      + [
        "library_name: transformers", "pipeline_tag: \(Self.pipeline(task))", "tags: [bertrun]", "---", "",
        "# \(task.label)", "",
        "Fine-tuned from \(base.map { "`\($0)`" } ?? "the embedded encoder of bertrun") by `bertrun train` \(Version.number), step \(step), seed \(recipe.seed).",
        "",
      ]
    if let scores = evaluation?.heads.first(where: { $0.name == task.label }) {
      lines += [
        "## Figures", "", "On \(Phrase.list(task.dev)), by `bertrun eval \(task.task.rawValue)`:", "",
      ]
      lines += ["| metric | value |", "| --- | --- |"]
      lines += scores.metrics.map { "| \($0.name) | \(String(format: "%.2f", $0.value)) |" }
      lines.append("")
    }
    lines += ["## Data", "", "| file | SHA-256 |", "| --- | --- |"]
    lines += files.filter { task.train.contains($0.path) || task.dev.contains($0.path) }
      .map { "| \(lastComponent(of: $0.path)) | `\($0.sum)` |" }
    lines += ["", "## Recipe", "", "```yaml", recipe.yaml + "```", ""]
    return lines.joined(separator: "\n")
  }

  private static func pipeline(_ task: RecipeTask) -> String {
    switch task.task {
    case .tag: "token-classification"
    case .qa: "question-answering"
    default: "text-classification"
    }
  }

  /// The sums of files, each read once.
  static func sums(of paths: [String]) throws(FileError) -> [(path: String, sum: String)] {
    var sums: [(path: String, sum: String)] = []
    for path in paths where !sums.contains(where: { $0.path == path }) {
      sums.append((path, try sum(of: Path(path))))
    }
    return sums
  }

  private static func sum(of path: Path) throws(FileError) -> String {
    let descriptor = try FileCalls.open(path, .read)
    defer { FileCalls.close(descriptor) }
    var sum = FingerprintHasher()
    while true {
      var bytes: [UInt8] = []
      guard try FileCalls.read(descriptor, into: &bytes, count: 1 << 18, path: path) > 0 else { break }
      sum.update(bytes)
    }
    return sum.finish().description
  }
}
