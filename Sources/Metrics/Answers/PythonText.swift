/// Strings as Python sees them, where a scorer written in Python decides.
enum PythonText {
  /// `str.lower()`: full mappings, and the final form of sigma at the end of a word.
  static func lower(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(text.count)
    for (place, scalar) in text.enumerated() {
      if scalar.isASCII {
        let isUpper = scalar.value &- 65 < 26
        result.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
      } else if scalar == "Σ" {
        result.append(isFinalSigma(text, place) ? "ς" : "σ")
      } else {
        result += scalar.properties.lowercaseMapping.unicodeScalars
      }
    }
    return result
  }

  /// Whether a cased letter stands before the sigma and none after it, case-ignorable ones skipped.
  private static func isFinalSigma(_ text: [Unicode.Scalar], _ place: Int) -> Bool {
    let before = text[..<place].last { !$0.properties.isCaseIgnorable }
    guard let before, before.properties.isCased else { return false }
    let after = text[(place + 1)...].first { !$0.properties.isCaseIgnorable }
    return after.map { !$0.properties.isCased } ?? true
  }

  /// `str.isspace()` of one character.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  /// `\w` of the module `re`: letters, numbers and the low line; not combining marks.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      let value = scalar.value
      return (value | 32) &- 97 < 26 || value &- 48 < 10 || value == 95
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }
}
