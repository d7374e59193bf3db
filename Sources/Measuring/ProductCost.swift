import Checkpoints
import Compute
import Encoders
import Models
import Records
import Tasks

/// What one product costs where it alone is computed in a narrower precision.
package struct ProductCost: Sendable {
  /// The product.
  package let product: EncoderProduct
  /// The root of the mean square by which scores change, as a share of that of the scores themselves; of several tasks the
  /// largest.
  package let error: Double
}

extension ProductCost {
  /// Tokens of a task's gold that scores are compared on.
  private static let sample = 4096

  /// A task whose scores are compared, in f32, and its gold.
  package struct Subject {
    /// The task.
    let task: LoadedTask
    /// What a record must hold.
    let name: TaskName
    /// The gold files.
    let inputs: [String]

    /// A task and its gold.
    package init(_ name: TaskName, _ task: LoadedTask, inputs: [String]) {
      self.name = name
      self.task = task
      self.inputs = inputs
    }
  }

  /// Measures every product of the encoder that a conversion's tasks share, the costliest first: scores of a sample of each
  /// task's gold, with one product narrow and all else in f32, against those in f32.
  package static func measure(
    _ subjects: [Subject], of conversion: TaskConversion, precision: Precision, threads: Int
  ) throws -> [ProductCost] {
    let samples = try subjects.map { subject in
      let model = subject.task.model
      let windows = try TaskWindows(
        subject.inputs, ReadingSettings(subject.name.shape), subject.task, enough: sample
      ).windows
      let work = BenchWork(subject.name.rawValue, windows, for: model, batchRows: TaskModel.batchRows)
      return Sample(model: model, work: work, scores: try scores(of: work, on: model, threads: threads))
    }
    guard let encoder = subjects.first?.task.encoder else { return [] }
    var costs: [ProductCost] = []
    for product in conversion.products {
      let changed = try conversion.repacked(encoder, product, in: precision)
      var largest = 0.0
      for sample in samples {
        let scores = try scores(of: sample.work, on: sample.model.replacing(changed), threads: threads)
        largest = max(largest, change(of: scores, from: sample.scores))
      }
      costs.append(ProductCost(product: product, error: largest))
    }
    return costs.enumerated().sorted { ($1.element.error, $0.offset) < ($0.element.error, $1.offset) }
      .map(\.element)
  }

  /// A task's windows and their scores in f32.
  private struct Sample {
    let model: TaskModel
    let work: BenchWork
    let scores: [[Float]]
  }

  /// The scores of every batch, in the order of the batches.
  private static func scores(
    of work: BenchWork, on model: TaskModel, threads: Int
  ) throws(ComputeError) -> [[Float]] {
    let parts = try Crew.run(threads) { (number, _) throws(ComputeError) -> [[Float]] in
      var workspace = try model.makeWorkspace()
      var parts: [[Float]] = []
      for batch in stride(from: number, to: work.batches.count, by: threads) {
        parts.append(
          model.scores(of: work.batches[batch].windows, workspace: &workspace).flatMap(\.values))
      }
      return parts
    }
    return work.batches.indices.map { parts[$0 % threads][$0 / threads] }
  }

  /// The root mean square of the difference as a share of the reference's own.
  package static func change(of scores: [[Float]], from reference: [[Float]]) -> Double {
    var difference = 0.0
    var size = 0.0
    for (ours, theirs) in zip(scores, reference) {
      for (our, their) in zip(ours, theirs) {
        difference += Double(our - their) * Double(our - their)
        size += Double(their) * Double(their)
      }
    }
    return size > 0 ? (difference / size).squareRoot() : 0
  }
}
