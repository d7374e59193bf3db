import Faults
import Tasks

/// A score that is infinite or NaN, which no record and no checked weights give: a fault in bertrun.
struct NonFiniteScore: Error {
  /// The number of the input.
  let file: Int
  /// The line of the record.
  let line: Int
}

extension Scores {
  /// Whether none of them is infinite or NaN: both are larger than every number as bits without the sign.
  var isFinite: Bool {
    var largest: UInt32 = 0
    for value in values { largest = max(largest, value.bitPattern & 0x7fff_ffff) }
    return largest < 0x7f80_0000
  }
}
