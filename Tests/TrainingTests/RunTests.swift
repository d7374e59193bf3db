import Compute
import Files
import Foundation
import JSON
import TestSupport
import Testing

@testable import Training

/// A run on disk: measuring, the best, the state, and going on.
struct RunTests {
  /// The services of a test: models are lists of numbers, and figures are made up by the step.
  final class Bench {
    let scratch: Scratch
    let loop: TrainingLoop<ToyNetwork>
    var events: [TrainingEvent] = []
    /// A figure for each measurement.
    var figures: [Double]
    var onlyLabel: String?
    /// The steps before a signal comes.
    var stepsLeft = Int.max

    init(
      _ scratch: Scratch, figures: [Double] = [], threads: Int = 1, average: WeightAverage = .none
    ) throws {
      self.scratch = scratch
      self.figures = figures
      loop = try ToyNetwork.loop(threads: threads, steps: 24, average: average)
    }

    /// Runs from the state on disk, or from the beginning.
    func run(patience: Int? = nil, resumes: Bool = false) throws -> TrainingEnd {
      let folder = try TrainingFolder(Path(scratch.path("out")))
      var state = TrainingState(loop.position, steps: 24)
      if resumes, folder.state.kind == .file {
        state = try StateFile.state(in: folder.state.text)
        try StateFile.restore(loop, to: state, from: folder.state.text)
      }
      var plan = RunPlan(
        evalEvery: 4, saveEvery: 3, patience: patience, best: [BestMetric(head: "toy", metrics: ["f1"])])
      plan.oneClassAfter = 0
      var measured = state.measured / 4
      let services = TrainingServices(
        writeModel: { parameters, folder in
          try folder.createFolder()
          let bits = parameters.values(0..<parameters.count).map { String($0.bitPattern) }
          try ReplacedFile.write(Array(bits.joined(separator: " ").utf8), to: folder.appending("model"))
        }, writeCard: { _, _, _ in },
        measure: { [self] _ in
          defer { measured += 1 }
          let figure = measured < figures.count ? figures[measured] : 50 + Double(measured)
          return [HeadScores(name: "toy", metrics: [("f1", figure)], onlyLabel: onlyLabel)]
        },
        report: { [self] event in
          events.append(event)
          if case .step = event { stepsLeft -= 1 }
        }, isCancelled: { [self] in stepsLeft <= 0 })
      var run = TrainingRun(loop, plan, in: folder, state, services)
      return try run.run()
    }

    func text(_ name: String) -> String? { scratch.text("out/\(name)/model") }
  }

  @Test("a run that is interrupted after any step goes on to the same bits", arguments: Array(1...23))
  func resume(after steps: Int) throws {
    let average = WeightAverage.exponential(0.9)
    let whole = try Bench(Scratch(), average: average)
    #expect(try whole.run().reason == .done)
    let scratch = try Scratch()
    let first = try Bench(scratch, average: average)
    first.stepsLeft = steps
    #expect(try first.run().reason == .interrupted)
    let second = try Bench(scratch, threads: 2, average: average)
    let end = try second.run(resumes: true)
    #expect(second.loop.bits == whole.loop.bits)
    #expect(second.text("best") == whole.text("best") && second.text("last") == whole.text("last"))
    #expect(end.best == (try Bench(Scratch()).run().best))
  }

  @Test("a run whose process was killed goes on from its latest state to the same bits")
  func killed() throws {
    let whole = try Bench(Scratch())
    _ = try whole.run()
    let scratch = try Scratch()
    let first = try Bench(scratch)
    first.stepsLeft = 11
    let folder = scratch.path("out/state/training.safetensors")
    _ = try first.run()
    // What the orderly end saved is replaced by the state that a step of before left.
    let earlier = try Bench(try Scratch())
    earlier.stepsLeft = 9
    _ = try earlier.run()
    let bytes = try #require(earlier.scratch.bytes("out/state/training.safetensors"))
    try Data(bytes).write(to: URL(fileURLWithPath: folder))
    let second = try Bench(scratch)
    _ = try second.run(resumes: true)
    #expect(second.loop.bits == whole.loop.bits)
  }

  @Test("the best survives later measurements that are worse, and a resume")
  func best() throws {
    let scratch = try Scratch()
    let figures: [Double] = [60, 90, 70, 80, 85, 10]
    let first = try Bench(scratch, figures: figures)
    first.stepsLeft = 14
    _ = try first.run()
    let best = first.text("best")
    let second = try Bench(scratch, figures: figures)
    let end = try second.run(resumes: true)
    #expect(end.best == BestScore(score: 90, step: 8))
    #expect(second.text("best") == best)
    #expect(second.text("last") != best)
  }

  @Test("patience ends a run, and its count survives a resume")
  func patience() throws {
    let scratch = try Scratch()
    let figures: [Double] = [60, 50, 50, 50, 50, 50]
    let first = try Bench(scratch, figures: figures)
    first.stepsLeft = 10
    _ = try first.run(patience: 3)
    let second = try Bench(scratch, figures: figures)
    let end = try second.run(patience: 3, resumes: true)
    #expect(end.reason == .patience && end.step == 16)
  }

  @Test("one class for every dev record, twice in a row, stops with what to change")
  func oneClass() throws {
    let bench = try Bench(Scratch())
    bench.onlyLabel = "yes"
    do {
      _ = try bench.run()
      Issue.record("the run went on")
    } catch let fault as TrainingFault {
      #expect(
        fault.message
          == "step 8: twice in a row every dev record of 'toy' was given 'yes', lower 'rate', lengthen 'warmup', or set 'class_weights' to auto"
      )
    }
    guard case .end(let end)? = bench.events.last else {
      Issue.record("no end was reported")
      return
    }
    #expect(end.reason == .diverged)
  }

  @Test("a second run is refused while one has the folder")
  func locked() throws {
    let scratch = try Scratch()
    let folder = try TrainingFolder(Path(scratch.path("out")))
    #expect(throws: TrainingFault.locked(folder: scratch.path("out"))) {
      try TrainingFolder(Path(scratch.path("out")))
    }
    withExtendedLifetime(folder) {}
  }

  @Test("a disk without room is reported before anything is written")
  func noRoom() throws {
    let folder = try TrainingFolder(Path(Scratch().path("out")))
    do {
      try folder.requireRoom(for: .max)
      Issue.record("there was room")
    } catch let fault as TrainingFault {
      #expect(fault.status == .cannotCreate && fault.message.contains("make room or use another folder"))
    }
  }

  @Test("a model folder is replaced whole: a kill between leaves the old one or the new")
  func replacement() throws {
    let scratch = try Scratch()
    let path = Path(scratch.path("out"))
    do {
      let folder = try TrainingFolder(path)
      try folder.replace("best") {
        try $0.createFolder()
        try ReplacedFile.write([1], to: $0.appending("model"))
      }
      struct Failed: Error {}
      #expect(throws: Failed.self) {
        try folder.replace("best") { new in
          try new.createFolder()
          try ReplacedFile.write([2], to: new.appending("model"))
          throw Failed()
        }
      }
      #expect(scratch.bytes("out/best/model") == [1])
      // As if killed between the two renames.
      try FileCalls.rename(path.appending("best"), to: path.appending(".best.old"))
    }
    _ = try TrainingFolder(path)
    #expect(scratch.bytes("out/best/model") == [1])
  }

  @Test("the log of a resumed run has each step once")
  func log() throws {
    let scratch = try Scratch()
    let path = Path(scratch.path("log.jsonl"))
    func step(_ number: Int) -> TrainingEvent {
      .step(
        StepResult(
          step: number, epoch: 0, head: "toy", loss: 1, rate: 1e-5, gradientNorm: 1, stepTokens: 1, tokens: 1),
        tokensPerSecond: 10)
    }
    do {
      let log = try EventLog(path, keepingUpTo: nil)
      for number in 1...5 { try log.write(step(number)) }
    }
    let log = try EventLog(path, keepingUpTo: 3)
    try log.write(step(4))
    let text = try #require(scratch.text("log.jsonl"))
    let steps = text.split(separator: "\n").compactMap { try? JSONValue.parse(Array($0.utf8))["step"]?.int }
    #expect(steps == [1, 2, 3, 4])
    #expect(
      text.hasPrefix(
        #"{"event":"step","step":1,"epoch":0,"loss":{"toy":1},"rate":1e-5,"gradient_norm":1,"tokens":1,"tokens_per_second":10}"#
      ))
  }
}
