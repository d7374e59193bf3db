import Compute
import Testing

@Suite struct ProcessorTests {
  @Test func theEnvironmentForcesAnInstructionSet() throws {
    #expect(try Processor.chosen(environment: ["BERTRUN_ISA": "plain"]).instructionSet == .plain)
    #expect(try Processor.chosen(environment: [:]).instructionSet == Processor.available.max())
    #expect(
      try Processor.chosen(environment: ["BERTRUN_ISA": ""]).instructionSet == Processor.available.max())
  }

  @Test func anUnknownNameIsRefused() {
    #expect(throws: ComputeError.unknownInstructionSet("sse9")) {
      try Processor.chosen(environment: ["BERTRUN_ISA": "sse9"])
    }
  }

  @Test(
    .enabled(if: Processor.available.count < InstructionSet.allCases.count, "this processor has everything"))
  func whatTheProcessorLacksIsRefused() {
    for set in InstructionSet.allCases where !Processor.available.contains(set) {
      #expect(throws: ComputeError.missingInstructionSet(set)) {
        try Processor.chosen(environment: ["BERTRUN_ISA": set.rawValue])
      }
    }
  }

  @Test func withoutAVX512TheKernelsMultiplyFloatsAndBytes() throws {
    for set in Processor.available where set != .avx512 {
      let processor = try Processor(set)
      #expect(Precision.allCases.filter { processor.supports($0) } == [.f32, .int8])
      #expect(processor.summary == "\(set.rawValue) (f32 int8), own kernels")
    }
  }

  @Test func namesOfActivationsAreThoseOfConfigurations() {
    #expect(Activation(configurationName: "gelu") == .gelu)
    #expect(Activation(configurationName: "gelu_new") == .geluTanh)
    #expect(Activation(configurationName: "swish") == .silu)
    #expect(Activation(configurationName: "relu2") == .reluSquared)
    #expect(Activation(configurationName: "GELU") == nil)
  }
}
