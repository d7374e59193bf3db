extension JSONWriter {
  /// A member whose value is a text.
  package mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// A member whose value is a whole number.
  package mutating func member(_ name: String, _ value: Int) {
    key(name)
    int(value)
  }

  /// A member whose value is a number.
  package mutating func member(_ name: String, _ value: Double) {
    key(name)
    number(value)
  }

  /// An object of counts by name, in the order of the names.
  package mutating func counts(_ counts: [String: Int]) {
    beginObject()
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) { member(name, count) }
    endObject()
  }
}
