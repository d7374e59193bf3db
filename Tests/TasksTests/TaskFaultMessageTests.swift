import Tasks
import Testing

/// Why a task cannot be done as asked, by the exact text.
@Suite struct TaskFaultMessageTests {
  @Test func aWindowOverTheLimitNamesTheFlag() {
    #expect(
      TaskFault.windowOverLimit(window: 4096, limit: 512).message
        == "--window '4096' is over the model's limit of 512 tokens")
  }
}
