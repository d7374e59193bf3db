import Compute
import Encoders
import Foundation
import JSON
import TestSupport
import Testing

@testable import Training

/// The optimiser does what PyTorch's does.
struct AdamWTests {
  @Test("ten steps with clipping, decay of matrices alone and a changing rate equal PyTorch's")
  func tenSteps() throws {
    let file = Repository.fixtures("TrainingTests").appending(path: "adamw.json")
    let recorded = try JSONValue.parse(Array(try Data(contentsOf: file)))
    func floats(_ value: JSONValue?) throws -> [Float] {
      try #require(value?.array).map { Float(try #require($0.double)) }
    }
    let matrix = Parameter("layers.0.x.weight", [12], .matrix)
    let bias = Parameter("layers.0.x.bias", [4], .bias)
    let layout = ParameterLayout([matrix, bias])
    let groups = ParameterGroups(layout, layers: 1, decay: 0.1, layerDecay: 1, frozen: FrozenParts())
    func flat(_ value: JSONValue?) throws -> [Float] {
      var values = [Float](repeating: 0, count: layout.count)
      values.replaceSubrange(layout.range(of: matrix), with: try floats(value?["weight"]))
      values.replaceSubrange(layout.range(of: bias), with: try floats(value?["bias"]))
      return values
    }
    let parameters = FloatArena(try flat(recorded["first"]))
    let first = FloatArena(count: layout.count)
    let second = FloatArena(count: layout.count)
    let steps = try #require(recorded["steps"]?.array)
    try #require(steps.count == 10)
    for (number, step) in steps.enumerated() {
      let gradients = FloatArena(try flat(step["gradients"]))
      let norm = groups.blocks.reduce(0) { $0 + gradients.squares(over: $1.range) }.squareRoot()
      #expect(isClose(norm, try #require(step["norm"]?.double), within: 1e-5))
      for block in groups.blocks {
        AdamWUpdate(
          AdamWSettings(), rate: try #require(step["rate"]?.double), decay: block.decay,
          number: number + 1, scale: min(1, 1 / (norm + 1e-6))
        ).apply(to: parameters, gradients, first: first, second: second, over: block.range)
      }
      let expected = try flat(step)
      #expect(largestDifference(parameters.values(0..<layout.count), expected) <= 1e-6)
    }
  }

  @Test("layers below the top have lower rates, biases and norms do not decay, frozen parts have no group")
  func groups() {
    let layout = ParameterLayout([
      Parameter("embeddings.word.weight", [4], .table), Parameter("layers.0.a.weight", [4], .matrix),
      Parameter("layers.1.a.weight", [4], .matrix), Parameter("layers.1.a.norm.weight", [4], .scale),
      Parameter("classifier.weight", [4], .matrix), Parameter("classifier.bias", [4], .bias),
    ])
    let groups = ParameterGroups(
      layout, layers: 2, decay: 0.01, layerDecay: 0.5, frozen: FrozenParts([.embeddings]))
    #expect(groups.blocks.map(\.rateFactor) == [0.25, 0.5, 0.5, 1, 1])
    #expect(groups.blocks.map(\.decay) == [0.01, 0.01, 0, 0.01, 0])
  }

  @Test("schedules go up, then down as they say, and are never zero before the end")
  func schedules() {
    let rates = (1...10).map { RateSchedule.linear.factor(step: $0, warmup: 3, total: 10) }
    #expect(Array(rates[..<3]) == [0.25, 0.5, 0.75])
    #expect(rates[3] == 1)
    #expect(rates.allSatisfy { $0 > 0 })
    #expect(zip(rates[3...], rates[4...]).allSatisfy { $0 > $1 })
    #expect(RateSchedule.constant.factor(step: 10, warmup: 3, total: 10) == 1)
    #expect(isClose(RateSchedule.cosine.factor(step: 6, warmup: 0, total: 10), 0.5, within: 1e-9))
    #expect(RateSchedule.linear.factor(step: 1, warmup: 0, total: 1) == 1)
  }

  @Test("the mean over the last steps is their mean")
  func lastAverage() {
    let average = WeightAverage.last(0.5)
    var mean = 0.0
    for step in 1...10 { mean += (Double(step) - mean) * average.share(step: step, total: 10) }
    #expect(isClose(mean, 8, within: 1e-9))
  }
}
