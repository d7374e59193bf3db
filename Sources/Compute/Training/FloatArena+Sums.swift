extension FloatArena {
  /// Adds the same range of others, in their order.
  package func add(_ others: [FloatArena], over range: Range<Int>) {
    check(range)
    let sum = start
    for other in others {
      other.check(range)
      let addend = other.start
      for place in range { sum[place] += addend[place] }
    }
  }

  /// The sum of the squares of a range, in double precision and in a fixed order.
  package func squares(over range: Range<Int>) -> Double {
    check(range)
    let values = start
    var sums = SIMD8<Double>()
    var place = range.lowerBound
    while place + 8 <= range.upperBound {
      let eight = SIMD8<Double>(
        UnsafeRawPointer(values + place).loadUnaligned(as: SIMD8<Float>.self))
      sums += eight * eight
      place += 8
    }
    var rest = 0.0
    while place < range.upperBound {
      rest += Double(values[place]) * Double(values[place])
      place += 1
    }
    return sums.sum() + rest
  }

  /// Moves a range towards the same range of another by a share of the difference.
  package func approach(_ other: FloatArena, share: Float, over range: Range<Int>) {
    check(range)
    other.check(range)
    let (values, goal) = (start, other.start)
    for place in range { values[place] += (goal[place] - values[place]) * share }
  }
}
