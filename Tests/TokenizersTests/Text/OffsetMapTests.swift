import Testing
import Tokenizers

@Suite("offset map")
struct OffsetMapTests {
  private let text = "aé水😀" + String(repeating: "ü", count: 100) + "z"

  @Test("scalars and UTF-16 units are counted as Python and JavaScript count them")
  func units() {
    let scalars = OffsetMap(text, unit: .codePoints)
    let utf16 = OffsetMap(text, unit: .utf16)
    let utf8 = OffsetMap(text, unit: .utf8)
    var byte = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      #expect(scalars.convert(byte) == index)
      let before = String(String.UnicodeScalarView(text.unicodeScalars.prefix(index)))
      #expect(utf16.convert(byte) == before.utf16.count)
      #expect(utf8.convert(byte) == byte)
      byte += String(scalar).utf8.count
    }
    #expect(scalars.convert(byte) == text.unicodeScalars.count)
    #expect(utf16.convert(byte) == text.utf16.count)
  }

  @Test("an offset inside a scalar counts as its start; offsets outside the text are drawn in")
  func inside() {
    let map = OffsetMap(text, unit: .codePoints)
    #expect(map.convert(2) == 1)
    #expect(map.convert(-3) == 0)
    #expect(map.convert(10_000) == text.unicodeScalars.count)
    #expect(OffsetMap("plain", unit: .utf16).convert(99) == 5)
  }
}
