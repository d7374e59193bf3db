import JSON

extension JSONWriter {
  /// A member that says which record it is: its identifier, or its line where it has none.
  mutating func name(of record: Record) {
    switch record.id {
    case .string(let text):
      key("id")
      string(text)
    case .number(let number):
      key("id")
      raw(number.spelling.utf8)
    default:
      key("line")
      int(record.place.line)
    }
  }
}
