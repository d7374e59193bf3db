import Compute
import Testing

@Suite struct ProductTrialTests {
  @Test(arguments: Precision.allCases) func runsAnyPrecisionThatTheProcessorHas(_ precision: Precision) throws
  {
    let engine = Engine(try Processor.chosen())
    let trial = ProductTrial(rows: 24, inputs: 48, outputs: 32, precision: precision, engine: engine)
    let isThere = engine.processor.instructionSet != .plain && engine.processor.supports(precision)
    trial?.run()
    trial?.run()
    #expect(trial?.operations == (isThere ? 2 * 24 * 48 * 32 : nil))
  }

  @Test func thereIsNoneWithoutOneDNN() throws {
    let engine = Engine(try Processor(.plain))
    #expect(ProductTrial(rows: 8, inputs: 8, outputs: 8, precision: .f32, engine: engine) == nil)
  }
}
