import Journal
import Testing

/// What happened to an input while it was read, by the exact text.
@Suite struct InputChangeMessageTests {
  @Test(arguments: [
    (
      InputChange.grew(from: 10, to: 12),
      "grew from 10 to 12 bytes while it was read; what was added is not in the output, run it again"
    ),
    (.shrank(from: 10, to: 1), "shrank from 10 to 1 byte while it was read, run it again"),
    (
      .rewritten,
      "was written to while it was read; the output may mix two versions of it, run it again"
    ),
    (.replaced, "another file, or none, has this name now; the one that was opened was read to its end"),
  ])
  func aChangedInputIsReported(change: InputChange, expected: String) {
    #expect(change.message == expected)
  }
}
