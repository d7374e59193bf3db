/// A pattern for one name of a path, as shells have it: `*` any letters, `?` one letter, `[a-z]` one of some, `[!a-z]` one
/// of the others. A name that begins with a dot only matches a pattern that does.
package struct NamePattern: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    case letter(Unicode.Scalar)
    case any
    case many
    case one([ClosedRange<Unicode.Scalar>], isNegated: Bool)
  }

  private let parts: [Part]

  /// Reads a pattern; nil where a bracket is not closed.
  package init?(_ pattern: some StringProtocol) {
    var parts: [Part] = []
    var rest = Array(pattern.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": if parts.last != .many { parts.append(.many) }
      case "?": parts.append(.any)
      case "[":
        guard let part = Self.oneOf(&rest) else { return nil }
        parts.append(part)
      default: parts.append(.letter(scalar))
      }
    }
    self.parts = parts
  }

  /// Reads what is in brackets; a `]` right behind the opening one is a letter.
  private static func oneOf(_ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
    let isNegated = rest.first == "!" || rest.first == "^"
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var isFirst = true
    while let low = rest.popFirst() {
      if low == "]", !isFirst { return .one(ranges, isNegated: isNegated) }
      isFirst = false
      if rest.first == "-", let high = rest.dropFirst().first, high != "]" {
        guard low <= high else { return nil }
        rest.removeFirst(2)
        ranges.append(low...high)
      } else {
        ranges.append(low...low)
      }
    }
    return nil
  }

  /// Whether it matches a name, in time proportional to the product of their lengths at worst.
  package func matches(_ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    if scalars.first == ".", parts.first != .letter(".") { return false }
    var part = 0
    var place = 0
    var retry: (part: Int, place: Int)?
    while place < scalars.count {
      if part < parts.count, parts[part] == .many {
        retry = (part + 1, place)
        part += 1
      } else if part < parts.count, Self.matches(parts[part], scalars[place]) {
        part += 1
        place += 1
      } else if let again = retry {
        part = again.part
        place = again.place + 1
        retry = (again.part, place)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { $0 == .many }
  }

  private static func matches(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
    switch part {
    case .letter(let letter): letter == scalar
    case .any, .many: true
    case .one(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }
}
