import BatchRuntime
import Encoders
import Tasks

/// Windows that are measured together, packed into batches as a run packs them.
package struct BenchWork: Sendable {
  /// What the windows have in common.
  let name: String
  /// The windows' number.
  let windows: Int
  /// Tokens of all windows.
  let tokens: Int
  /// Operations of all windows' products.
  let operations: Double
  /// The batches, each with its tokens.
  let batches: [Batch]

  struct Batch: Sendable {
    let windows: [Window]
    let tokens: Int
  }

  /// Tokens of a window, on average.
  var meanLength: Double { Double(tokens) / Double(max(1, windows)) }

  /// Packs windows for a model.
  init(_ name: String, _ windows: [Window], for model: TaskModel, batchRows: Int) {
    self.name = name
    self.windows = windows.count
    tokens = windows.reduce(0) { $0 + $1.ids.count }
    operations = windows.reduce(0) {
      $0 + model.architecture.productOperations(rows: $1.ids.count, wanted: $1.rowCount)
    }
    var planner = BatchPlanner(tile: TaskModel.tileRows)
    planner.insert(
      windows.indices.map { BatchPlanner.Place(input: $0, unit: 0, rows: max(1, windows[$0].ids.count)) })
    var batches: [Batch] = []
    while planner.count > 0 {
      let members = planner.next(budget: batchRows).map { windows[$0.input] }
      batches.append(Batch(windows: members, tokens: members.reduce(0) { $0 + $1.ids.count }))
    }
    self.batches = batches
  }

  /// All windows, and the windows of each range of lengths that has any.
  package static func split(_ windows: [Window], for model: TaskModel, batchRows: Int) -> [BenchWork] {
    var works = [BenchWork("all", windows, for: model, batchRows: batchRows)]
    var least = 1
    for most in [8, 16, 32, 64, 128, 256, 512, Int.max] {
      let members = windows.filter { (least...most).contains($0.ids.count) }
      let lengths = members.map(\.ids.count)
      if let shortest = lengths.min(), let longest = lengths.max() {
        let name = shortest == longest ? "\(longest)" : most == .max ? "\(least)–" : "\(least)–\(most)"
        works.append(BenchWork(name, members, for: model, batchRows: batchRows))
      }
      least = most == .max ? most : most + 1
    }
    return works
  }
}
