import AllocationCount
import Compute
import Encoders
import Testing

/// The promise: a batch no larger than those before it takes no memory.
@Suite struct AllocationTests {
  @Test(arguments: EncoderTests.cases)
  func aBatchOfAKnownSizeTakesNoMemory(_ item: EncoderTests.Case) throws {
    let encoder = try item.encoder()
    var workspace = try EncoderWorkspace(for: encoder)
    var batch = Batch(for: item.architecture)
    for length in [40, 64, 3, 33] { batch.append(ids: (0..<Int32(length)).map { $0 % 50 }, rows: .first) }
    encoder.forward(batch, workspace: &workspace)
    allocation_count_start()
    encoder.forward(batch, workspace: &workspace)
    #expect(allocation_count_end() == 0)
  }

  @Test func takingMemoryIsCounted() {
    allocation_count_start()
    let numbers = [Int](repeating: 1, count: Int.random(in: 10...20))
    let count = allocation_count_end()
    #expect(count > 0 && numbers.count >= 10)
  }
}
