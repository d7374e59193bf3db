import JSON
import Records
import Testing

/// Why a record was rejected, by the exact text.
@Suite struct RejectMessageTests {
  @Test(arguments: [
    (Reject.Reason.utf8, "not valid UTF-8, convert the file with iconv"),
    (.notObject, "expected a JSON object"),
    (
      .json(.unexpectedByte(UInt8(ascii: "}"), expected: .value)),
      "not valid JSON: expected a value, found '}'"
    ),
    (.json(.unexpectedEnd(expected: .commaOrBrace)), "not valid JSON: expected ',' or '}', found the end"),
    (.json(.loneSurrogate(0xD83D)), "not valid Unicode: surrogate \\ud83d without its other half"),
    (.json(.tooDeep(limit: 512)), "nested deeper than 512 levels"),
    (
      .missingKey(wanted: ["question"], present: ["id", "context"]),
      "expected key 'question', found 'id' and 'context', name yours with --question"
    ),
    (.missingKey(wanted: ["tokens", "text"], present: []), "expected key 'tokens' or 'text', found none"),
    (
      .wrongType(key: "text", expected: .stringOrArrayOfStrings, found: .number),
      "key 'text' must be a string or an array of strings, found a number"
    ),
    (.keyExists(key: "tag"), "key 'tag' already exists, give --replace or another name with --into"),
    (
      .questionTooLong(tokens: 400, room: 381),
      "the question's 400 tokens leave no room for the context in a window of 381 tokens"
    ),
    (.noMask(token: "[MASK]"), "expected the mask '[MASK]' in the text"),
    (
      .tokenID(100, count: 59),
      "the tokenizer gives the id 100 and the model has vectors for ids below 59, use the model's own tokenizer"
    ),
    (.columns(expected: 3, found: 1), "expected 3 cells, found 1"),
    (
      .repeatedID("a"),
      "an earlier record has the id 'a' and predictions have one entry per id, make it unique or use --to jsonl"
    ),
    (
      .columnFilled(name: "upos"),
      "column 'upos' has values already, give --replace or another one with --column"
    ),
    (.stretches, "stretches of text are no labels of words, leave --aggregate out or give --to jsonl"),
  ])
  func aRejectSaysWhatIsWrongAndWhatToDo(reason: Reject.Reason, expected: String) {
    #expect(reason.message == expected)
  }

  @Test func aRejectHasAPlace() {
    let reject = Reject(.notObject, place: Place(file: 0, line: 7, offset: 120), column: 3, raw: [])
    #expect(reject.message(file: "in.jsonl") == "in.jsonl:7:3: expected a JSON object")
    #expect(reject.message(file: "-") == "standard input:7:3: expected a JSON object")
  }
}
