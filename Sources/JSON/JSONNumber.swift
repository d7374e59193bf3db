/// A number as it was written; its value is worked out when asked for.
package struct JSONNumber: Sendable {
  /// The number's own spelling, such as `1.50` or `1E400`.
  package let spelling: String

  init(spelling: String) { self.spelling = spelling }

  /// The value when it is written as an integer (no point, no exponent) that `Int` holds.
  package var int: Int? { Int(spelling) }

  /// The nearest double; infinite when the number is beyond its range.
  package var double: Double { Double(spelling) ?? .infinity }
}
