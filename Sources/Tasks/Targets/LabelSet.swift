/// The labels of a head, each with the number of its output. Labels are equal where their bytes are.
package struct LabelSet: Sendable {
  /// The labels by output.
  package let names: [String]
  private let numbers: [[UInt8]: Int32]

  /// Labels by output; of equal ones the first counts.
  package init(_ names: [String]) {
    self.names = names
    numbers = Dictionary(zip(names.map { Array($0.utf8) }, names.indices.map(Int32.init))) { first, _ in first
    }
  }

  /// The output of a label; nil for one that the head does not have.
  package func number(of label: String) -> Int32? { numbers[Array(label.utf8)] }
}
