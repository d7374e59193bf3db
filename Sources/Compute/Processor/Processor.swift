import CKernels
import COneDNN
import Foundation

/// What this run computes with: an instruction set that the processor has, and its kernels.
///
/// Results have the same bits for one processor and version; other instruction sets give others within rounding.
package struct Processor: @unchecked Sendable {
  /// The instruction set in use.
  package let instructionSet: InstructionSet
  // A table of C functions, written by the compiler and never changed: safe to share.
  let kernels: bertrun_kernels

  /// Whether large products are oneDNN's rather than those of the kernels.
  let usesOneDNN: Bool

  /// The processor with one of its instruction sets. oneDNN multiplies where it is the faster, on AVX-512, unless asked for.
  package init(_ instructionSet: InstructionSet, usesOneDNN: Bool? = nil) throws(ComputeError) {
    guard bertrun_has_isa(instructionSet.kernelNumber) else {
      throw .missingInstructionSet(instructionSet)
    }
    self.instructionSet = instructionSet
    self.usesOneDNN = usesOneDNN ?? (instructionSet == .avx512)
    self.kernels = bertrun_kernels_of(instructionSet.kernelNumber).pointee
  }

  /// The best that this processor has, or what `BERTRUN_ISA` in the environment says.
  package static func chosen(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ComputeError) -> Processor {
    guard let name = environment["BERTRUN_ISA"], !name.isEmpty else { return try Processor(best) }
    guard let forced = InstructionSet(rawValue: name) else { throw .unknownInstructionSet(name) }
    return try Processor(forced)
  }

  /// The instruction sets that this processor has, the best last.
  package static var available: [InstructionSet] {
    InstructionSet.allCases.filter { bertrun_has_isa($0.kernelNumber) }
  }

  private static var best: InstructionSet { available.max() ?? .plain }

  /// Whether products run in this precision, at no less than the speed of floats.
  package func supports(_ precision: Precision) -> Bool {
    switch precision {
    case .f32: true
    case .bf16: instructionSet == .avx512 && bertrun_has_bf16_dot()
    case .int8: instructionSet != .avx512 || bertrun_has_byte_dot()
    }
  }

  /// One line for summaries and support: instruction set, what it multiplies, and what multiplies.
  package var summary: String {
    let precisions = Precision.allCases.filter(supports).map(\.rawValue).joined(separator: " ")
    return "\(instructionSet.rawValue) (\(precisions)), \(library)"
  }

  /// What multiplies: a library and its version, such as `oneDNN 2.7.2`, or the kernels of bertrun.
  package var library: String {
    usesOneDNN ? "oneDNN \(String(cString: bertrun_onednn_version()))" : "own kernels"
  }
}

extension InstructionSet {
  var kernelNumber: bertrun_isa {
    switch self {
    case .plain: bertrun_isa_plain
    case .avx2: bertrun_isa_avx2
    case .avx512: bertrun_isa_avx512
    }
  }
}
