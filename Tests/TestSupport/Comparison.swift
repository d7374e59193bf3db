/// The largest difference of two lists of numbers: infinite where the lists are empty, their counts differ, or any
/// number is not a number, on either side or on both.
package func largestDifference<Found: BinaryFloatingPoint, Expected: BinaryFloatingPoint>(
  _ found: [Found], _ expected: [Expected]
) -> Double {
  worst(found, expected) { _ in 1 }
}

/// As `largestDifference`, in units of the expected number where that is larger than 1.
package func worstError<Found: BinaryFloatingPoint, Expected: BinaryFloatingPoint>(
  _ found: [Found], _ expected: [Expected]
) -> Double {
  worst(found, expected) { max(1, abs($0)) }
}

/// Whether two numbers differ by no more than `tolerance`; false where either is not a number.
package func isClose<Number: BinaryFloatingPoint>(
  _ found: Number, _ expected: Number, within tolerance: Number
) -> Bool {
  found == expected || abs(found - expected) <= tolerance
}

/// Whether two strings are the same bytes; Swift's `==` takes composed and decomposed letters for equal.
package func sameBytes(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

private func worst<Found: BinaryFloatingPoint, Expected: BinaryFloatingPoint>(
  _ found: [Found], _ expected: [Expected], unit: (Double) -> Double
) -> Double {
  guard !found.isEmpty, found.count == expected.count else { return .infinity }
  var worst = 0.0
  for (found, expected) in zip(found, expected) {
    let (found, expected) = (Double(found), Double(expected))
    // Equal infinities have no difference that is a number.
    let error = found == expected ? 0 : abs(found - expected) / unit(expected)
    if error.isNaN { return .infinity }
    worst = max(worst, error)
  }
  return worst
}
