import Compute
import TestSupport
import Testing

@testable import Training

/// The loop over steps.
struct LoopTests {
  @Test("the bits do not depend on threads", arguments: [2, 3, 4])
  func threads(count: Int) throws {
    let (one, many) = (try ToyNetwork.loop(), try ToyNetwork.loop(threads: count))
    while !one.isDone { #expect(try one.step() == many.step()) }
    #expect(one.bits == many.bits)
  }

  @Test("the loss goes down")
  func learns() throws {
    let loop = try ToyNetwork.loop(steps: 200)
    let first = try loop.step().loss
    var last = first
    while !loop.isDone { last = try loop.step().loss }
    #expect(last < 0.8 * first)
  }

  @Test("a step in many lanes has the gradients of one lane, weighted by targets")
  func accumulation() throws {
    let heads = [ToyNetwork.head()]
    func loop(lanes: Int) throws -> TrainingLoop<ToyNetwork> {
      var settings = LoopSettings()
      settings.stepTokens = 60
      settings.steps = 5
      settings.lanes = lanes
      let network = ToyNetwork()
      return try TrainingLoop(
        network, heads, settings, layers: 0, first: [Float](repeating: 0.1, count: network.layout.count))
    }
    let (one, many) = (try loop(lanes: 1), try loop(lanes: 7))
    while !one.isDone {
      let (whole, split) = (try one.step(), try many.step())
      #expect(isClose(whole.loss, split.loss, within: 1e-6))
      #expect(isClose(whole.gradientNorm, split.gradientNorm, within: 1e-6))
    }
  }

  @Test("a loss that is not a number stops with the step and its records, and updates nothing")
  func notANumber() throws {
    let loop = try ToyNetwork.loop(poison: 3)
    var before = loop.bits
    do {
      while !loop.isDone {
        before = loop.bits
        _ = try loop.step()
      }
      Issue.record("the loop went on")
    } catch {
      guard case .diverged(let step, .loss, let records) = error else {
        Issue.record("another fault: \(error)")
        return
      }
      #expect(step == loop.position.step + 1)
      #expect(!records.isEmpty && records.allSatisfy { $0.hasPrefix("toy.tsv:") })
      #expect(loop.bits == before)
      #expect(error.message.contains("lower 'rate', lengthen 'warmup', or look at these records"))
    }
  }

  @Test("norms a hundred times those of before, five times in a row, are an explosion")
  func explosion() {
    var norms = GradientNorms()
    var exploded: [Bool] = []
    for _ in 0..<20 { exploded.append(norms.explode(with: 1)) }
    for _ in 0..<5 { exploded.append(norms.explode(with: 1000)) }
    #expect(exploded == [Bool](repeating: false, count: 24) + [true])
  }

  @Test("a step none of whose records has a target is an error")
  func emptyStep() throws {
    let example = ToyNetwork.head(1).examples[0]
    let head = TrainedHead(
      "toy", examples: [TrainingExample(example.window, .classes([-1]), of: example.record)],
      outputs: 2, objective: Objective(), files: ["toy.tsv"])
    let loop = try ToyNetwork.loop([head])
    #expect(throws: TrainingFault.emptyStep(step: 1, records: ["toy.tsv:1"])) { try loop.step() }
  }
}
