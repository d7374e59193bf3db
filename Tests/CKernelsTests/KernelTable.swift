import CKernels
import Testing

/// The kernels of one instruction set that this processor has, as a test's argument.
struct KernelTable: Sendable, CustomTestStringConvertible {
  let isa: bertrun_isa
  var kernels: bertrun_kernels { bertrun_kernels_of(isa).pointee }
  /// The number of steps between the least and the greatest of a row in 8 bits.
  var largestByte: Double { Double(kernels.largest_byte) }
  var testDescription: String { String(cString: kernels.name) }

  static let all = [bertrun_isa_plain, bertrun_isa_avx2, bertrun_isa_avx512]
    .filter { bertrun_has_isa($0) }.map { KernelTable(isa: $0) }
}

extension bertrun_isa: @retroactive @unchecked Sendable {}

/// Sizes around every vector width: nothing, one, a width less one, a width, one more, several, large.
let awkwardSizes = [0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 65, 100, 384, 1536]

@Suite struct InstructionSetTests {
  // Grids run over what is there; these say in the report what is not.
  @Test(.enabled(if: bertrun_has_isa(bertrun_isa_avx2), "this processor has no AVX2"))
  func avx2IsThere() { #expect(String(cString: bertrun_kernels_of(bertrun_isa_avx2).pointee.name) == "avx2") }

  @Test(.enabled(if: bertrun_has_isa(bertrun_isa_avx512), "this processor has no AVX-512"))
  func avx512IsThere() {
    #expect(String(cString: bertrun_kernels_of(bertrun_isa_avx512).pointee.name).hasPrefix("avx512"))
  }

  @Test(.enabled(if: bertrun_has_bf16_dot(), "this processor has no bf16 dot products"))
  func bf16AttentionIsThere() {
    #expect(bertrun_kernels_of(bertrun_isa_avx512).pointee.attention_bf16 != nil)
  }

  @Test func plainIsAlwaysThere() {
    #expect(bertrun_has_isa(bertrun_isa_plain))
    #expect(bertrun_kernels_of(bertrun_isa_plain).pointee.attention_bf16 == nil)
  }
}
