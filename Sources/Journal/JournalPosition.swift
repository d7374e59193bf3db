/// How far a run had come when all before was on the disk.
package struct JournalPosition: Equatable, Sendable {
  /// A count that the caller wants to find again: records, rejects by code, tokens.
  package struct Count: Equatable, Sendable {
    /// What is counted.
    package let name: String
    /// How many.
    package let value: Int

    /// A named count.
    package init(name: String, value: Int) {
      self.name = name
      self.value = value
    }
  }

  /// Which input is being read, counted from 0.
  package var input: Int
  /// Bytes of that input that are done with: where to resume reading.
  package var inputOffset: Int
  /// Records of that input that are done with, for inputs that are read again and counted.
  package var records: Int
  /// Whatever else the caller counts.
  package var counts: [Count]
  /// Bytes of the output.
  package internal(set) var outputLength = 0
  /// Bytes of the rejects.
  package internal(set) var rejectsLength = 0
  /// Bytes of each file beside the output.
  package internal(set) var besideLengths: [Int] = []

  /// A position; the lengths are filled in when it is recorded.
  package init(input: Int, inputOffset: Int, records: Int, counts: [Count] = []) {
    self.input = input
    self.inputOffset = inputOffset
    self.records = records
    self.counts = counts
  }
}
