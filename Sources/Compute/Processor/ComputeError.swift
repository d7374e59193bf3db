/// Why nothing can be computed.
package enum ComputeError: Error, Equatable {
  /// `BERTRUN_ISA` holds a name that is none of `InstructionSet`'s.
  case unknownInstructionSet(String)
  /// This processor lacks the instruction set that was asked for.
  case missingInstructionSet(InstructionSet)
  /// The processor, as far as its instruction set may be used, does not multiply in this precision.
  case missingPrecision(Precision, InstructionSet)
  /// oneDNN failed to create or fill a product of these sizes; `reason` is its own word.
  case product(inputs: Int, outputs: Int, precision: Precision, reason: String)
  /// oneDNN failed to prepare a thread; `reason` is its own word.
  case thread(reason: String)
}
