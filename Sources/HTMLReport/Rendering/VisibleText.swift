/// Text of unknown origin, made safe to look at: controls of any kind are shown instead of obeyed, so that nothing in a record
/// can reorder, hide or break what surrounds it.
enum VisibleText {
  /// The text with its controls as signs: C0 and DEL as their pictures, others as `⟨U+202E⟩`. Tabs and line feeds stay.
  static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard isControl(scalar) else {
        visible.append(scalar)
        continue
      }
      visible.append(contentsOf: sign(of: scalar).unicodeScalars)
    }
    return String(visible)
  }

  private static func sign(of scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x7F: return "\u{2421}"
    case ..<0x20:
      return Unicode.Scalar(0x2400 + scalar.value).map { String(Character($0)) } ?? "\u{FFFD}"
    default:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
    }
  }

  /// C0 but for tab and line feed, C1, what sets the direction of text, joins lines or cannot be seen, tags, and noncharacters.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case ..<0x20, 0x7F...0x9F: true
    case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB:
      true
    case 0xE0000...0xE0FFF, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
