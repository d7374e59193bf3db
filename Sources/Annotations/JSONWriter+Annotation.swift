import JSON

extension JSONWriter {
  /// An array, element by element.
  package mutating func array<Elements: Collection>(
    _ elements: Elements, _ write: (Elements.Element, inout JSONWriter) -> Void
  ) {
    beginArray()
    for element in elements { write(element, &self) }
    endArray()
  }

  mutating func numbers(_ values: [Float]) {
    beginArray()
    for value in values { number(value) }
    endArray()
  }

  /// A member whose value is a 32-bit number.
  package mutating func member(_ name: String, _ value: Float) {
    key(name)
    number(value)
  }

  mutating func member(_ name: String, _ values: [Float]) {
    key(name)
    numbers(values)
  }

  mutating func offsets(_ span: TextSpan) {
    key("start")
    int(span.start)
    key("end")
    int(span.end)
  }

  mutating func labelScore(_ label: String, _ score: Float) {
    beginObject()
    key("label")
    string(label)
    member("score", score)
    endObject()
  }

  /// A number from 0, or `null` for the -1 that stands for none.
  mutating func ordinal(_ value: Int32) {
    if value < 0 { null() } else { int(Int(value)) }
  }
}
