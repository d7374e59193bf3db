import Compute
import Testing

@Suite struct ProductTrialTests {
  @Test(arguments: InstructionSet.allCases, Precision.allCases)
  func runsAnyPrecisionThatTheProcessorHas(_ set: InstructionSet, _ precision: Precision) throws {
    guard Processor.available.contains(set) else { return }
    let engine = Engine(try Processor(set))
    let trial = ProductTrial(rows: 24, inputs: 48, outputs: 32, precision: precision, engine: engine)
    #expect((trial != nil) == engine.processor.supports(precision))
    guard let trial else { return }
    trial.run()
    trial.run()
    #expect(trial.operations == 2 * 24 * 48 * 32)
  }

  @Test func peaksCountTheirOperations() throws {
    for set in Processor.available {
      let engine = Engine(try Processor(set))
      let peak = try #require(PeakTrial(precision: .f32, engine: engine))
      #expect(peak.run() > 1e5 && peak.run() == peak.run())
      #expect((PeakTrial(precision: .int8, engine: engine) != nil) == (set != .avx512))
      #expect(PeakTrial(precision: .bf16, engine: engine) == nil)
    }
  }
}
