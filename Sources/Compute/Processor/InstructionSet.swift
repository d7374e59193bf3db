/// A family of vector instructions that the kernels are compiled for.
package enum InstructionSet: String, Sendable, CaseIterable, Comparable {
  /// None: C alone.
  case plain
  /// AVX2 and FMA.
  case avx2
  /// AVX-512 F, BW, CD, DQ and VL.
  case avx512

  /// Orders from the least capable up.
  package static func < (left: Self, right: Self) -> Bool {
    left.kernelNumber.rawValue < right.kernelNumber.rawValue
  }
}
