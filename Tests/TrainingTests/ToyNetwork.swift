import Compute
import Encoders
import Tasks

@testable import Training

/// A model whose gradients are known in closed form: the scores of a window are the sums of a row of numbers for each of its
/// tokens, one a class.
struct ToyNetwork: TrainingNetwork {
  final class Memory {}

  static let words = 11
  static let classes = 2
  static let weight = Parameter("classifier.weight", [classes, words], .matrix)

  let layout = ParameterLayout([weight])
  /// The token whose presence makes the scores no numbers.
  var poison: Int32?

  func makeMemory() throws -> Memory { Memory() }

  func addGradients(
    of lane: LaneWork, at parameters: FloatArena, to gradients: FloatArena, memory: Memory
  ) -> Double {
    var loss = 0.0
    let values = parameters.values(0..<parameters.count)
    for example in lane.examples {
      var scores = [Float](repeating: 0, count: Self.classes)
      for (id, output) in pairs(example) { scores[output] += values[output * Self.words + id] }
      if let poison, example.window.ids.contains(poison) { scores[0] = .nan }
      var slopes = scores
      var span = slopes.mutableSpan
      loss += lane.objective.loss(
        example.targets, scores: scores.span, at: 0, rows: 1, outputs: Self.classes, scale: lane.scale,
        gradients: &span)
      gradients.withMutableFloats { gradients in
        for (id, output) in pairs(example) { gradients[output * Self.words + id] += slopes[output] }
      }
    }
    return loss
  }

  private func pairs(_ example: TrainingExample) -> [(id: Int, output: Int)] {
    example.window.ids.flatMap { id in (0..<Self.classes).map { (Int(id), $0) } }
  }

  /// Windows of pseudo-random tokens, of class 1 where the first token is odd.
  static func head(_ count: Int = 60, name: String = "toy") -> TrainedHead {
    let examples = (0..<count).map { number in
      let ids = (0..<2 + number % 5).map { Int32((number * 7 + $0 * 3 + number / 9) % (words - 1)) }
      return TrainingExample(
        Window(ids: ids, typeIDs: [Int32](repeating: 0, count: ids.count), rows: .first),
        .classes([ids[0] % 2]), of: RecordName(file: 0, line: number + 1))
    }
    return TrainedHead(name, examples: examples, outputs: classes, objective: Objective(), files: ["toy.tsv"])
  }

  /// A loop over such heads.
  static func loop(
    _ heads: [TrainedHead]? = nil, threads: Int = 1, steps: Int = 24, poison: Int32? = nil,
    average: WeightAverage = .none
  ) throws -> TrainingLoop<ToyNetwork> {
    var network = ToyNetwork()
    network.poison = poison
    var settings = LoopSettings()
    settings.rate = 0.05
    settings.steps = steps
    settings.warmup = 2
    settings.stepTokens = 30
    settings.threads = threads
    settings.average = average
    let first = (0..<network.layout.count).map { Float($0 % 5) * 0.01 }
    return try TrainingLoop(network, heads ?? [head()], settings, layers: 0, first: first)
  }
}

extension TrainingLoop {
  /// All numbers that decide how it goes on.
  var bits: [UInt32] {
    [parameters, moments.first, moments.second, average ?? parameters].flatMap {
      $0.values(0..<$0.count).map(\.bitPattern)
    }
  }
}
