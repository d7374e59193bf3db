import JSON
import Records
import Testing

/// A text and the choices that go with it.
struct ChoicesTests {
  private func item(_ line: String, text: String? = nil) -> ReadItem {
    var selection = FieldSelection(.choices)
    selection.text = text
    let parser = JSONLinesParser(selection, policy: KeyPolicy(keys: ["pair"], replace: false))
    return parser.item(Array(line.utf8), at: Place(file: 0, line: 1, offset: 0))
  }

  @Test(arguments: ["text", "sentence", "question", "premise"])
  func theTextIsGuessed(key: String) {
    #expect(
      item(#"{"\#(key)":"It rains","choices":["a","b"]}"#).record?.fields
        == .choices("It rains", ["a", "b"]))
  }

  @Test func theTextMayBeNamed() {
    let line = #"{"text":"no","start":{"of":"It rains"},"choices":["a"]}"#
    #expect(item(line, text: "start.of").record?.fields == .choices("It rains", ["a"]))
    #expect(
      item(line, text: "begin").reject?.reason
        == .missingKey(wanted: ["begin"], present: ["text", "start", "choices"]))
  }

  @Test func choicesAreStringsAndAtLeastOne() {
    #expect(
      item(#"{"text":"a"}"#).reject?.reason == .missingKey(wanted: ["choices"], present: ["text"]))
    let found: [(String, Reject.ValueType)] = [
      ("[]", .array), (#"["a",1]"#, .array), (#""a""#, .string), ("null", .null), ("{}", .object),
    ]
    for (value, type) in found {
      #expect(
        item(#"{"text":"a","choices":\#(value)}"#).reject?.reason
          == .wrongType(key: "choices", expected: .arrayOfStrings, found: type))
    }
    #expect(
      item(#"{"choices":["a"]}"#).reject?.reason
        == .missingKey(wanted: FieldSelection.choiceTextGuesses, present: ["choices"]))
  }
}
