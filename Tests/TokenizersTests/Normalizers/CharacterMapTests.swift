import Foundation
import Testing

@Suite("character maps of sentencepiece")
struct CharacterMapTests {
  private func scalars(_ text: String) throws -> [Probe.Part] {
    let map = Data(try Fixtures.characterMap()).base64EncodedString()
    return try Probe(normalizer: #"{"type":"Precompiled","precompiled_charsmap":"\#(map)"}"#).scalars(
      of: text)
  }

  @Test("one scalar becomes another, or several that all stand for it")
  func replaces() throws {
    #expect(
      try scalars("\u{FB01}\u{A0}\u{2460}\u{FF21}")
        == [
          .init("f", 0..<3), .init("i", 0..<3), .init(" ", 3..<5), .init("1", 5..<8), .init("A", 8..<11),
        ])
    #expect(
      try scalars("a\u{200B}b\tc")
        == [.init("a", 0..<1), .init(" ", 1..<4), .init("b", 4..<5), .init(" ", 5..<6), .init("c", 6..<7)])
  }

  @Test("a letter and its mark are looked up together")
  func cluster() throws {
    #expect(try scalars("e\u{301}x") == [.init("\u{E9}", 0..<1), .init("x", 3..<4)])
    #expect(try scalars("\u{2460}\u{301}") == [.init("1", 0..<3)])
  }

  @Test("what the map does not name stays")
  func keeps() throws {
    #expect(try scalars("ab") == [.init("a", 0..<1), .init("b", 1..<2)])
  }
}
