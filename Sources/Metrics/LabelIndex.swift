/// Numbers for labels, in the order in which they turn up; labels are equal when their bytes are.
package struct LabelIndex: Sendable {
  /// The labels, by number.
  package private(set) var names: [String] = []
  private var numbers: [[UInt8]: Int] = [:]

  /// An index without labels.
  package init() {}

  /// The number of a label, a new one if it has none yet.
  package mutating func number(of name: String) -> Int {
    let bytes = Array(name.utf8)
    if let number = numbers[bytes] { return number }
    numbers[bytes] = names.count
    names.append(name)
    return names.count - 1
  }

  /// The number of a label that has one.
  package func existingNumber(of name: String) -> Int? { numbers[Array(name.utf8)] }

  /// All numbers, in the order of the labels' code points.
  package var sortedNumbers: [Int] {
    names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
  }
}
