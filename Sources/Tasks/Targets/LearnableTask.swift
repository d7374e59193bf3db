import Annotations
import Records
import Tokenizers

/// A task that can be learned: the gold of a record that it cut becomes the targets of its windows.
package protocol LearnableTask: AnnotationTask {
  /// The targets of each window, in their order; throws why this gold teaches nothing.
  func targets(_ cut: Cut, _ windows: [Window], _ gold: Gold) throws(TargetFault) -> LearnedTargets
}

/// Targets of a record's windows, and what was done to the gold for them.
package struct LearnedTargets: Sendable, Equatable {
  /// One for each window.
  package var windows: [WindowTargets]
  /// Whether an answer stood elsewhere than its offset said.
  package var isMoved = false
  /// Whether part of the record's text was cut off.
  package var isTruncated = false

  /// Targets, one a window.
  package init(_ windows: [WindowTargets]) { self.windows = windows }
}

/// Why a record teaches nothing, though its fields can be read.
package enum TargetFault: Error, Sendable, Equatable {
  /// It has no gold value.
  case noGold
  /// Its gold is of another kind than the task's.
  case otherGold
  /// As many labels as `labels`, and other than the words.
  case wordCount(words: Int, labels: Int)
  /// A label that the head does not have.
  case unknownLabel(String)
  /// No word, or no token, of it has a target.
  case noTarget
  /// The text of its answer does not occur in the context.
  case answerNotFound
  /// A value that is not a number.
  case notANumber(String)
}

extension TargetFault {
  /// Why a record teaches nothing; never the record's text.
  package var message: String {
    switch self {
    case .noGold: "no gold value"
    case .otherGold: "its gold is of another kind than the task's"
    case .wordCount(let words, let labels): "\(words) words and \(labels) labels"
    case .unknownLabel(let label): "label '\(label)' is not one of the head's"
    case .noTarget: "none of its words has a label"
    case .answerNotFound: "its answer does not occur in the context"
    case .notANumber(let value): "'\(value)' is not a number"
    }
  }

  /// The reason in one word, by which such records are counted.
  package var code: String {
    switch self {
    case .noGold: "no-gold"
    case .otherGold: "other-gold"
    case .wordCount: "word-count"
    case .unknownLabel: "unknown-label"
    case .noTarget: "no-target"
    case .answerNotFound: "answer-not-found"
    case .notANumber: "not-a-number"
    }
  }
}

/// One window of a record, and what its scores should be.
package struct LearnedWindow: Sendable {
  /// The window.
  package let window: Window
  /// The targets of its rows.
  package let targets: WindowTargets
}

/// A record as it is learned.
package struct LearnedRecord: Sendable {
  /// The windows that have a target.
  package let windows: [LearnedWindow]
  /// Whether its answer stood elsewhere than its offset said.
  package let isMoved: Bool
  /// Whether part of its text was cut off.
  package let isTruncated: Bool
}

/// Why a record is not learned.
package enum LearningReject: Error, Sendable {
  /// Its fields cannot be read.
  case fields(Reject.Reason)
  /// Its gold teaches nothing.
  case gold(TargetFault)
}

extension LearnableTask {
  /// A record with its gold, as windows with targets; those in which no row has one are left out.
  package func learned(
    _ fields: Fields, _ gold: Gold?, workspace: inout TokenizerWorkspace
  ) throws(LearningReject) -> LearnedRecord {
    guard let gold else { throw .gold(.noGold) }
    let (windows, cut): ([Window], Cut)
    do throws(Reject.Reason) {
      (windows, cut) = try prepare(fields, workspace: &workspace)
    } catch {
      throw .fields(error)
    }
    let targets: LearnedTargets
    do throws(TargetFault) {
      targets = try self.targets(cut, windows, gold)
    } catch {
      throw .gold(error)
    }
    let learned = zip(windows, targets.windows).filter { $1.count > 0 }
      .map { LearnedWindow(window: $0, targets: $1) }
    guard !learned.isEmpty else { throw .gold(.noTarget) }
    return LearnedRecord(
      windows: learned, isMoved: targets.isMoved, isTruncated: targets.isTruncated)
  }
}
