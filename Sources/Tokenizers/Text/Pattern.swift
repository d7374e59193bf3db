/// What stages look for in a text: a literal text, or one of the few regular expressions that tokenizers use.
///
/// Matches are those of the reference's engine: the first from the left, greedy, none within another.
struct Pattern: Sendable {
  /// What one place of a pattern may be.
  private enum Atom: Sendable {
    case scalar(UInt32)
    case classes(CharacterClass)
    case noneOf(CharacterClass)
    case digit

    func matches(_ scalar: UInt32, _ table: CharacterTable) -> Bool {
      switch self {
      case .scalar(let wanted): scalar == wanted
      case .classes(let wanted): !table[scalar].isDisjoint(with: wanted)
      case .noneOf(let unwanted): table[scalar].isDisjoint(with: unwanted)
      case .digit: scalar >= 0x30 && scalar <= 0x39
      }
    }
  }

  private enum Form: Sendable {
    /// Exactly these atoms, the last one `minimum` to `maximum` times.
    case atoms([Atom], minimum: Int, maximum: Int)
    case byteLevel
  }

  private let form: Form
  /// The byte that every match begins with, where there is one.
  private let firstByte: UInt8?

  /// The pattern by which GPT-2 and all byte-level tokenizers after it cut words.
  static let byteLevel = Pattern(form: .byteLevel)

  private init(form: Form) {
    self.form = form
    var firstByte: UInt8?
    if case .atoms(let atoms, _, _) = form, case .scalar(let first) = atoms.first {
      var bytes: [UInt8] = []
      _ = UTF8Scalar.append(first, to: &bytes)
      firstByte = bytes.first
    }
    self.firstByte = firstByte
  }

  /// A literal text; nil if it is empty.
  init?(literal: String) {
    guard !literal.isEmpty else { return nil }
    self.init(form: .atoms(literal.unicodeScalars.map { .scalar($0.value) }, minimum: 1, maximum: 1))
  }

  /// A regular expression; nil if it is none of those that are known: atoms in a row of which only the last
  /// is repeated.
  init?(expression: String) {
    if expression.hasSameScalars(as: ByteLevelWords.expression) {
      self = .byteLevel
      return
    }
    var scalars = Array(expression.unicodeScalars)[...]
    var atoms: [Atom] = []
    while let atom = Self.takeAtom(&scalars) {
      atoms.append(atom)
      if let (minimum, maximum) = Self.takeQuantifier(&scalars) {
        guard scalars.isEmpty, minimum > 0 else { return nil }
        self.init(form: .atoms(atoms, minimum: minimum, maximum: maximum))
        return
      }
    }
    guard scalars.isEmpty, !atoms.isEmpty else { return nil }
    self.init(form: .atoms(atoms, minimum: 1, maximum: 1))
  }

  private static func takeAtom(_ rest: inout ArraySlice<Unicode.Scalar>) -> Atom? {
    guard let first = rest.first else { return nil }
    if first == "\\" {
      let named: [(String, Atom)] = [
        ("\\s", .classes(.patternSpace)), ("\\S", .noneOf(.patternSpace)), ("\\n", .scalar(0x0A)),
        ("\\r", .scalar(0x0D)), ("\\t", .scalar(0x09)), ("\\p{L}", .classes(.patternLetter)),
        ("\\p{N}", .classes(.patternNumber)), ("\\P{L}", .noneOf(.patternLetter)),
        ("\\P{N}", .noneOf(.patternNumber)),
      ]
      for (name, atom) in named where rest.starts(with: name.unicodeScalars) {
        rest.removeFirst(name.unicodeScalars.count)
        return atom
      }
      // An escaped mark is itself; an escaped letter or digit is not.
      guard rest.count > 1, let next = rest.dropFirst().first, next.isASCII, !isWord(next) else { return nil }
      rest.removeFirst(2)
      return .scalar(next.value)
    }
    if rest.starts(with: "[0-9]".unicodeScalars) {
      rest.removeFirst(5)
      return .digit
    }
    guard !".*+?()[]{}|^$".unicodeScalars.contains(first) else { return nil }
    rest.removeFirst()
    return .scalar(first.value)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    CharacterTable.shared[scalar.value].contains(.word)
  }

  /// `+`, `*`, `?`, `{n}`, `{n,}` or `{n,m}`, greedy.
  private static func takeQuantifier(_ rest: inout ArraySlice<Unicode.Scalar>) -> (Int, Int)? {
    guard let first = rest.first else { return nil }
    switch first {
    case "+", "*", "?":
      rest.removeFirst()
      return (first == "+" ? 1 : 0, first == "?" ? 1 : Int.max)
    case "{":
      guard let close = rest.firstIndex(of: "}") else { return nil }
      let inner = String(String.UnicodeScalarView(rest[rest.index(after: rest.startIndex)..<close]))
      let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
      guard let minimum = Int(parts[0]), parts.count < 3 else { return nil }
      let maximum = parts.count == 1 ? minimum : parts[1].isEmpty ? Int.max : Int(parts[1])
      guard let maximum, maximum >= minimum else { return nil }
      rest = rest[rest.index(after: close)...]
      return (minimum, maximum)
    default: return nil
    }
  }

  /// The next match at or after `start`, never an empty one.
  func next(in bytes: [UInt8], from start: Int, to end: Int) -> Range<Int>? {
    switch form {
    case .byteLevel:
      return start < end ? start..<ByteLevelWords.end(of: bytes, from: start, to: end) : nil
    case .atoms(let atoms, let minimum, let maximum):
      let table = CharacterTable.shared
      var index = start
      while index < end {
        if let firstByte, bytes[index] != firstByte {
          index += 1
          continue
        }
        if let stop = match(atoms, minimum, maximum, bytes, index, end, table) { return index..<stop }
        index += UTF8Scalar.length(startingWith: bytes[index])
      }
      return nil
    }
  }

  private func match(
    _ atoms: [Atom], _ minimum: Int, _ maximum: Int, _ bytes: [UInt8], _ start: Int, _ end: Int,
    _ table: CharacterTable
  ) -> Int? {
    var index = start
    for atom in atoms.dropLast() {
      guard index < end else { return nil }
      let (scalar, length) = UTF8Scalar.decode(bytes, at: index)
      guard atom.matches(scalar, table) else { return nil }
      index += length
    }
    var count = 0
    while index < end, count < maximum, let last = atoms.last {
      let (scalar, length) = UTF8Scalar.decode(bytes, at: index)
      guard last.matches(scalar, table) else { break }
      index += length
      count += 1
    }
    return count >= minimum ? index : nil
  }
}

extension String {
  /// Whether both are the same scalars; `==` would also equate what is only canonically equivalent.
  fileprivate func hasSameScalars(as other: String) -> Bool {
    unicodeScalars.elementsEqual(other.unicodeScalars)
  }
}
