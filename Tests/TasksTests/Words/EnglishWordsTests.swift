import Tasks
import Testing

/// The words of a text with bars between them.
private func words(_ text: String) -> String {
  let bytes = Array(text.utf8)
  return EnglishWords.ranges(in: bytes.span)
    .map { String(decoding: bytes[$0], as: UTF8.self) }
    .joined(separator: "|")
}

@Suite struct EnglishWordsTests {
  @Test(arguments: [
    ("I don't, he can't and she won't.", "I|do|n't|,|he|ca|n't|and|she|wo|n't|."),
    ("it's we're I've they'll he'd I'm", "it|'s|we|'re|I|'ve|they|'ll|he|'d|I|'m"),
    ("it’s don’t DON'T", "it|’s|do|n’t|DO|N'T"),
    ("the boys' hats", "the|boys|'|hats"),
    ("cannot Gonna dunno dont", "can|not|Gon|na|du|n|no|do|nt"),
    ("the 60's and O'Brien's", "the|60's|and|O'Brien|'s"),
    ("in '72 with 'em", "in|'72|with|'em"),
    ("n't alone: 's", "n't|alone|:|'s"),
  ]) func cliticsAreWords(text: String, expected: String) { #expect(words(text) == expected) }

  @Test(arguments: [
    ("up 3.5% to $5 or 1,250.75", "up|3.5|%|to|$|5|or|1,250.75"),
    ("$1.5m and 35mm at 5pm, 4G", "$|1.5|m|and|35|mm|at|5|pm|,|4G"),
    ("7:30pm on 9/11, 3/4 of 11/28/2000", "7:30|pm|on|9/11|,|3|/|4|of|11/28/2000"),
    ("1999-2000, 555-0199 and 1-800-555-0199", "1999|-|2000|,|555-0199|and|1-800-555-0199"),
    ("the 21st, 1960s. #1 .5 +44", "the|21st|,|1960s|.|#|1|.5|+44"),
    ("1,2,three 5:a", "1,2|,|three|5|:|a"),
  ]) func numbersKeepTheirMarks(text: String, expected: String) { #expect(words(text) == expected) }

  @Test(arguments: [
    ("The U.S. economy", "The|U.S.|economy"),
    ("He left the U.S.", "He|left|the|U.S."),
    ("the U.S.-led talks", "the|U.S.|-|led|talks"),
    ("Dr. Smith of St. Louis, etc. and W. Jones", "Dr.|Smith|of|St.|Louis|,|etc.|and|W.|Jones"),
    ("apples, etc.", "apples|,|etc|."),
    ("at 5 p.m. or at 6 p.m.", "at|5|p.m.|or|at|6|p.m|."),
    ("See No. 5. He said no. And I.", "See|No.|5|.|He|said|no|.|And|I|."),
    ("It ended.Then it began", "It|ended|.|Then|it|began"),
  ]) func fullStopsOfAbbreviationsStay(text: String, expected: String) { #expect(words(text) == expected) }

  @Test(arguments: [
    ("a well-known e-mail, non-stop", "a|well|-|known|e-mail|,|non-stop"),
    ("pro-life-style", "pro-life|-|style"),
    ("and/or w/o", "and|/|or|w/o"),
    ("wait -- what? no... ok!!! ?!", "wait|--|what|?|no|...|ok|!!!|?!"),
    ("\"(quoted)\" ‘so’ “so”", "\"|(|quoted|)|\"|‘|so|’|“|so|”"),
    ("fine :) or :-( and <3 thx :D", "fine|:)|or|:-(|and|<3|thx|:D"),
    ("AT&T snake_case sh*t *bold*", "AT&T|snake_case|sh*t|*|bold|*"),
    ("@name #topic a@b", "@name|#topic|a@b"),
    ("person(s), account(s).", "person|(|s|)|,|account|(|s|)|."),
  ]) func marksAreCut(text: String, expected: String) { #expect(words(text) == expected) }

  @Test(arguments: [
    ("See http://example.org/a-b?c=d, ok", "See|http://example.org/a-b?c=d|,|ok"),
    ("(www.example.org) <jo.doe@example.org>.", "(|www.example.org|)|<|jo.doe@example.org|>|."),
    ("open my-file_2.doc, then Get-It.com.", "open|my-file_2.doc|,|then|Get-It.com|."),
    ("https://example.org/x_(y) end", "https://example.org/x_(y)|end"),
    ("“https://example.org/a” example.org/b!", "“|https://example.org/a|”|example.org/b|!"),
    ("mailto:jo@example.org; jo-@", "mailto:jo@example.org|;|jo|-|@"),
  ]) func addressesAreWhole(text: String, expected: String) { #expect(words(text) == expected) }

  @Test(arguments: [
    ("naïve caf\u{65}\u{301}.", "naïve|caf\u{65}\u{301}|."),
    ("Straße, schön", "Straße|,|schön"),
    ("我爱北京。", "我|爱|北|京|。"),
    ("добрый день!", "добрый|день|!"),
    ("hi👩‍👩‍👧 👍🏽ok 🇩🇪🇫🇷", "hi|👩‍👩‍👧|👍🏽|ok|🇩🇪|🇫🇷"),
    ("a\u{A0}b\u{3000}c\u{200B}d", "a|b|c|d"),
    ("wait…—yes", "wait|…|—|yes"),
    ("\u{FEFF}a\u{0}b \u{200D}", "a\u{0}b"),
    ("", ""),
    (" \n\t", ""),
  ]) func otherScriptsAreSensible(text: String, expected: String) { #expect(words(text) == expected) }

  /// A search that began again at every part of such a run would not end in this test's time.
  @Test(arguments: ["a.b@", "a.(", "1-", "a-", "http://)", "a/", "'a", "No. "])
  func longRunsAreReadOnce(unit: String) {
    let text = Array(String(repeating: unit, count: 200_000).utf8)
    #expect(!EnglishWords.ranges(in: text.span).isEmpty)
  }

  @Test func anyBytesGiveOrderedWords() {
    var state: UInt64 = 42
    let alphabet =
      Array("aZ0.,'-/:@#&*_ \n<>()!?$%+=~|^`".utf8) + [0xE2, 0x80, 0x99, 0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x80]
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<24 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      var last = 0
      for word in EnglishWords.ranges(in: bytes.span) {
        #expect(word.lowerBound >= last && !word.isEmpty && word.upperBound <= bytes.count)
        last = word.upperBound
      }
    }
  }
}
