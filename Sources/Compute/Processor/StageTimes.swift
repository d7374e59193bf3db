import Glibc

/// Where a worker's time goes, in nanoseconds, stage by stage.
package struct StageTimes: Sendable, Equatable {
  /// A part of the forward pass.
  package enum Stage: Int, Sendable, CaseIterable {
    /// Tables summed and normed.
    case embedding
    /// Matrix products.
    case products
    /// Scores, softmax and their product with the values.
    case attention
    /// Bias, activation, residual, norm, and change of form.
    case elementwise
    /// What turns hidden states into scores; all of its parts together.
    case head
  }

  private var spent = [UInt64](repeating: 0, count: Stage.allCases.count)
  private var last = StageTimes.now

  /// Starts with nothing spent.
  package init() {}

  /// Nanoseconds spent in a stage.
  package subscript(stage: Stage) -> UInt64 { spent[stage.rawValue] }

  /// Counts the time since the last mark for a stage.
  package mutating func mark(_ stage: Stage) {
    let time = Self.now
    spent[stage.rawValue] += time - last
    last = time
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
