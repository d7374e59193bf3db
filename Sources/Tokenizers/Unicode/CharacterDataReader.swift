/// Reads the generated tables: hexadecimal scalars, ranges and mappings between blanks.
///
/// The text is the house's own, so a mistake in it is a programmer's error and traps.
struct CharacterDataReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func takes(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func number() -> UInt32 {
    var value: UInt32 = 0
    let start = position
    while let byte = next {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
      default:
        precondition(position > start, "character data: a number is missing")
        return value
      }
      position += 1
    }
    return value
  }

  private mutating func range() -> ClosedRange<UInt32> {
    let first = number()
    return takes("-") ? first...number() : first...first
  }

  /// All of a list of ranges such as `9-D 20 85`.
  mutating func ranges() -> [ClosedRange<UInt32>] {
    var found: [ClosedRange<UInt32>] = []
    while next != nil {
      found.append(range())
      _ = takes(" ")
    }
    return found
  }

  /// All of a list of groups of ranges such as `334-338,1CD4 93C,9BC`.
  mutating func groups() -> [[ClosedRange<UInt32>]] {
    var found: [[ClosedRange<UInt32>]] = []
    while next != nil {
      var group = [range()]
      while takes(",") { group.append(range()) }
      found.append(group)
      _ = takes(" ")
    }
    return found
  }

  /// All of a list of mappings such as `178=FF 130=69,307 41-5A+20 100-12E/2+1`, a call an entry.
  mutating func mappings(_ body: (UInt32, [UInt32]) -> Void) {
    while next != nil {
      let first = number()
      if takes("=") {
        var target = [number()]
        while takes(",") { target.append(number()) }
        body(first, target)
      } else {
        precondition(takes("-"), "character data: neither a mapping nor a range")
        let last = number()
        let step = takes("/") ? number() : 1
        let rises = takes("+")
        precondition(rises || takes("-"), "character data: a range without a distance")
        let distance = number()
        for scalar in stride(from: first, through: last, by: Int(step)) {
          body(scalar, [rises ? scalar + distance : scalar - distance])
        }
      }
      _ = takes(" ")
    }
  }

  /// All of a list of pairs such as `41,300=C0`, a call a pair.
  mutating func pairs(_ body: (UInt32, UInt32, UInt32) -> Void) {
    while next != nil {
      let first = number()
      precondition(takes(","), "character data: half a pair")
      let second = number()
      precondition(takes("="), "character data: a pair without a result")
      body(first, second, number())
      _ = takes(" ")
    }
  }
}
