import BatchRuntime
import Checkpoints
import Compute
import Encoders
import Tasks

extension ProductCost {
  /// Tokens of a task's gold that scores are compared on.
  private static let sample = 4096

  /// Measures every product of the encoder that tasks share, the costliest first: scores of a sample of each task's gold,
  /// with one product narrow and all else in f32, against those in f32. `requests` are the tasks' own, in f32.
  static func measure(
    _ requests: [AnnotateRequest], precision: Precision, threads: Int
  ) throws(CommandFault) -> [ProductCost] {
    var samples: [Sample] = []
    for request in requests {
      let task = try LoadedTask(request)
      let windows = try TaskWindows(request, task, enough: sample).windows
      let work = BenchWork(request.task.rawValue, windows, for: task.model, batchRows: TaskModel.batchRows)
      do throws(ComputeError) {
        let scores = try scores(of: work, on: task.model, threads: threads)
        samples.append(Sample(model: task.model, work: work, scores: scores))
      } catch {
        throw .compute(error)
      }
    }
    guard let first = requests.first, let model = samples.first?.model else { return [] }
    let folder = try ModelSource.folder(of: first)
    let opened: OpenedCheckpoint
    do throws(ModelError) {
      opened = try OpenedCheckpoint(folder)
    } catch {
      throw .model(error)
    }
    defer { opened.close() }
    var costs: [ProductCost] = []
    for name in model.architecture.productNames {
      let encoder: Encoder
      do {
        encoder = try Encoder(
          opened.architecture, from: opened.weights, precision: .f32, exceptions: [name: precision],
          engine: model.engine)
      } catch let error as CheckpointError {
        throw .checkpoint(error)
      } catch let error as ComputeError {
        throw .compute(error)
      } catch {
        preconditionFailure("weights and products throw their own errors only: \(error)")
      }
      do throws(ComputeError) {
        var largest = 0.0
        for sample in samples {
          let scores = try scores(of: sample.work, on: sample.model.replacing(encoder), threads: threads)
          largest = max(largest, change(of: scores, from: sample.scores))
        }
        costs.append(ProductCost(name: name, error: largest))
      } catch {
        throw .compute(error)
      }
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
