import HTMLReport
import Testing

/// Texts on their way into a page.
@Suite struct EscapingTests {
  @Test(arguments: [
    ("a < b & \"c\" > 'd' `e`", "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39; &#96;e&#96;"),
    ("<\u{301}", "&lt;\u{301}"), ("\u{600}<", "\u{600}&lt;"), ("&amp;", "&amp;amp;"),
    ("a\tb\nc", "a\tb\nc"), ("a\r\nb", "a␍\nb"), ("\u{0}\u{1B}[31m", "␀␛[31m"),
    ("\u{202E}x", "⟨U+202E⟩x"), ("\u{E0001}", "⟨U+E0001⟩"), ("\u{FFFF}", "⟨U+FFFF⟩"), ("\u{AD}", "⟨U+00AD⟩"),
    ("नमस्ते 👨‍👩‍👧 می‌خواهم", "नमस्ते 👨‍👩‍👧 می‌خواهم"), ("", ""),
  ])
  func markupIsEscapedAndControlsAreShown(text: String, expected: String) {
    #expect(HTMLContent.escaped(text).utf8.elementsEqual(expected.utf8))
  }

  @Test func numbersAreSpeltForPeople() {
    #expect(
      [0, 7, 999, 1000, 1_234_567].map { ReportNumbers.count($0) } == ["0", "7", "999", "1,000", "1,234,567"])
    #expect(ReportNumbers.count(1, "class") == "1 class" && ReportNumbers.count(2, "class") == "2 classes")
    #expect(ReportNumbers.share(0, of: 0) == "0 %" && ReportNumbers.share(3, of: 3) == "100 %")
    #expect(ReportNumbers.share(1, of: 1_000_000) == "<0.1 %")
    #expect(ReportNumbers.share(999_999, of: 1_000_000) == ">99.9 %")
    #expect(ReportNumbers.share(1, of: 3) == "33.3 %")
    #expect(
      [0, 1e-9, 0.5, 1, -2.5, 1e300].map { ReportNumbers.score($0) } == [
        "0.000", "<0.001", "0.500", "1.000", "-2.500", "1e+300",
      ])
  }
}
