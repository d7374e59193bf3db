import Runs
import Testing

/// Where in its inputs a run is, whose reader is ahead of it.
@Suite struct ReadingMarksTests {
  @Test func itemsLieInProportionBetweenMarks() {
    var marks = ReadingMarks()
    #expect(marks.bytes(ofItems: 0) == 0)
    marks.add(1000)
    marks.items = 10
    // One chunk so far: its items are of one size.
    #expect(marks.bytes(ofItems: 5) == 500)
    marks.add(1000)
    marks.items = 110
    #expect(marks.bytes(ofItems: 5) == 500)
    #expect(marks.bytes(ofItems: 10) == 1000)
    #expect(marks.bytes(ofItems: 60) == 1500)
    #expect(marks.bytes(ofItems: 110) == 2000)
  }

  @Test func aRecordOfManyChunksIsOneStep() {
    var marks = ReadingMarks()
    for _ in 0..<10 { marks.add(1000) }
    marks.items = 1
    #expect(marks.bytes(ofItems: 1) == 10_000)
  }

  @Test func longInputsKeepFewMarks() {
    var marks = ReadingMarks()
    for chunk in 1...100_000 {
      marks.add(100)
      marks.items = chunk * 7
    }
    #expect(marks.bytes == 10_000_000)
    for item in [1, 7000, 350_000, 699_000] {
      #expect(abs(Double(marks.bytes(ofItems: item)) - Double(item) / 7 * 100) < 200)
    }
  }
}
