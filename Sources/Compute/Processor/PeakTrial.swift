import CKernels

/// The instruction that products of a precision are made of, run on registers alone: what no product on this processor
/// exceeds. Like `ProductTrial` it is run for its speed, and takes a few milliseconds at most.
package struct PeakTrial: @unchecked Sendable {
  // A C function: safe to share.
  private let loop: @convention(c) (Int64) -> Double

  private static let repeats: Int64 = 20_000

  /// Creates the trial; nil where the kernels do not use such an instruction themselves.
  package init?(precision: Precision, engine: Engine) {
    let kernels = engine.processor.kernels
    switch precision {
    case .f32: loop = kernels.peak_f32
    case .int8:
      guard let loop = kernels.peak_u8 else { return nil }
      self.loop = loop
    case .bf16: return nil
    }
  }

  /// Runs once; returns the number of operations, a multiplication and an addition being two.
  package func run() -> Double { loop(Self.repeats) }
}
