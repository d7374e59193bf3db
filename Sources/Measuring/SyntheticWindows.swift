import Encoders
import Tasks

/// Windows of fixed lengths and arbitrary tokens: the speed of an encoder does not depend on what a text says.
package enum SyntheticWindows {
  private static let lengths = [8, 16, 32, 64, 128, 256, 512]
  /// Tokens of each length.
  private static let share = 8192
  /// The longest window of a model without limit.
  private static let unlimited = 512

  /// As many tokens of each length that a model takes.
  package static func make(for model: TaskModel, limit: Int?) -> [Window] {
    let limit = limit ?? unlimited
    var state: UInt64 = 1
    let vocabulary = UInt64(model.architecture.embedding.vocabulary)
    func id() -> Int32 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int32((state >> 33) % vocabulary)
    }
    let taken = lengths.filter { $0 <= limit }
    return (taken.isEmpty ? [limit] : taken).flatMap { length in
      (0..<max(1, share / length)).map { _ in
        Window(
          ids: (0..<length).map { _ in id() }, typeIDs: [Int32](repeating: 0, count: length),
          rows: rows(model, length))
      }
    }
  }

  private static func rows(_ model: TaskModel, _ length: Int) -> RowSelection {
    switch model.headRows {
    case .all, nil: .all
    case .first: .first
    case .chosen: .some([Int32(length / 2)])
    }
  }
}
