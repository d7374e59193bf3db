import CSHA256

extension SystemCalls {
  /// Takes whole blocks of 64 bytes, those in a range, into the state of a SHA-256.
  static func compress(_ bytes: [UInt8], _ range: Range<Int>, into state: inout [UInt32]) {
    precondition(state.count == 8 && range.count.isMultiple(of: 64), "SHA-256 takes whole blocks")
    unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress, range.upperBound <= bytes.count else { return }
      unsafe state.withUnsafeMutableBufferPointer { state in
        guard let words = state.baseAddress else { return }
        unsafe bertrun_sha256_blocks(words, start + range.lowerBound, range.count / 64)
      }
    }
  }
}
