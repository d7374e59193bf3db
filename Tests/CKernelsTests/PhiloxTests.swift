import CKernels
import TestSupport
import Testing

/// The random numbers of dropout against Philox 4x32-10 written down plainly.
@Suite struct PhiloxTests {
  /// As in the paper.
  private func philox(_ counter: [UInt32], _ key: [UInt32]) -> [UInt32] {
    var (c, k) = (counter, key)
    for _ in 0..<10 {
      let (first, second) = (
        UInt64(0xD251_1F53) * UInt64(c[0]), UInt64(0xCD9E_8D57) * UInt64(c[2])
      )
      c = [
        UInt32(second >> 32) ^ c[1] ^ k[0], UInt32(truncatingIfNeeded: second),
        UInt32(first >> 32) ^ c[3] ^ k[1], UInt32(truncatingIfNeeded: first),
      ]
      k = [k[0] &+ 0x9E37_79B9, k[1] &+ 0xBB67_AE85]
    }
    return c
  }

  /// Known answers of Random123 (https://github.com/DEShawResearch/random123, tests/kat_vectors).
  @Test func theReferenceGivesTheKnownAnswers() {
    #expect(philox([0, 0, 0, 0], [0, 0]) == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    let ones: [UInt32] = [.max, .max, .max, .max]
    #expect(philox(ones, [.max, .max]) == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    #expect(
      philox([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0])
        == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  @Test(arguments: KernelTable.all)
  func whatIsDroppedFollowsTheReference(of table: KernelTable) {
    let (rows, columns) = (5, 50)
    let x = Unaligned([Float](repeating: 1, count: rows * columns))
    let y = Unaligned<Float>(count: rows * columns)
    var dropout = bertrun_dropout(
      key: (11, 22), site: 33, example: 44, step: 55, threshold: 20_000, factor: 1.5)
    table.kernels.drop(Int64(rows), Int64(columns), nil, &dropout, x.start, y.start)
    let expected = (0..<rows * columns).map { i -> Float in
      // Rows begin at groups of sixteen elements; a chunk of 128 is made of sixteen blocks.
      let element = i / columns * 64 + i % columns
      let (chunk, place) = (element / 128, element % 128)
      let words = philox([UInt32(chunk * 16 + place % 16), 33, 44, 55], [11, 22])
      let half = place / 16
      let number = words[half / 2] >> (half % 2 == 0 ? 0 : 16) & 0xffff
      return number < 20_000 ? 0 : 1.5
    }
    #expect(y.elements == expected && y.isIntact)
  }
}
