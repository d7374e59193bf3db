import Checkpoints
import Frontend
import JSON
import Records
import Testing
import Tokenizers

/// Every sentence that a user may read, by its exact text.
@Suite struct WordingTests {
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
      "expected key 'question', found 'id' and 'context'"
    ),
    (.missingKey(wanted: ["tokens", "text"], present: []), "expected key 'tokens' or 'text', found none"),
    (
      .wrongType(key: "text", expected: .stringOrArrayOfStrings, found: .number),
      "key 'text' must be a string or an array of strings, found a number"
    ),
    (.keyExists(key: "tag"), "key 'tag' is there already, give --replace or another name with --into"),
    (
      .questionTooLong(tokens: 400, room: 381),
      "the question's 400 tokens leave no room for the context in a window of 381 tokens"
    ),
    (.noMask(token: "[MASK]"), "expected the mask '[MASK]' in the text"),
    (.columns(expected: 3, found: 1), "expected 3 columns, found 1"),
  ])
  func aRejectSaysWhatIsWrongAndWhatToDo(reason: Reject.Reason, expected: String) {
    #expect(Wording.of(reason) == expected)
  }

  @Test func aRejectHasAPlace() {
    let reject = Reject(.notObject, place: Place(file: 0, line: 7, offset: 120), column: 3, raw: [])
    #expect(Wording.of(reject, file: "in.jsonl") == "in.jsonl:7:3: expected a JSON object")
    #expect(Wording.of(reject, file: "-") == "standard input:7:3: expected a JSON object")
  }

  @Test(arguments: [
    (
      CheckpointError.missingTensor(
        path: "m/model.safetensors", tensor: "classifier.weight", holds: ["a", "b"]),
      "m/model.safetensors: tensor 'classifier.weight' is missing; the file holds 'a' and 'b'"
    ),
    (
      .notFound(name: "org/name", cache: "/cache"),
      "'org/name' is neither a folder nor a model in the local Hugging Face cache (/cache); nothing is downloaded, "
        + "fetch it first"
    ),
    (
      .shape(path: "m", tensor: "t", expected: [2, 3], found: [3, 2]),
      "m: tensor 't' should have the shape [2, 3], it has [3, 2]"
    ),
    (
      .safetensors(path: "m", fault: .headerLongerThanFile(claimed: 9000, available: 12)),
      "m: not a safetensors file, or cut off: its header claims 9000 bytes, 12 are there"
    ),
    (
      .safetensors(path: "m", fault: .overlap(first: "a", second: "b")),
      "m: tensors 'a' and 'b' claim the same bytes"
    ),
    (
      .manifest(path: "task.json", fault: .unknownKey("lables", known: ["labels", "head"])),
      "task.json: unknown key 'lables', expected 'labels' or 'head'"
    ),
    (
      .config(path: "config.json", fault: .outOfRange(key: "hidden_size", value: "-1", allowed: 1...65536)),
      "config.json: key 'hidden_size' is '-1', expected 1 to 65536"
    ),
  ])
  func aModelSaysWhatItLacks(error: CheckpointError, expected: String) {
    #expect(Wording.of(error) == expected)
  }

  @Test func aTokenizerSaysWhichStageIsWrong() {
    #expect(
      Wording.of(TokenizerError.unsupported(path: "normalizer.normalizers[1]", kind: "Rot13"))
        == "tokenizer: 'normalizer.normalizers[1]' is 'Rot13', which bertrun does not support")
    #expect(Wording.of(TokenizerError.missing(path: "model.vocab")) == "tokenizer: 'model.vocab' is missing")
  }

  @Test func aRequestSaysWhichFlagToChange() {
    #expect(
      Wording.of(RequestFault.windowOverLimit(window: 4096, limit: 512))
        == "--window '4096' is over the model's limit of 512 tokens")
    #expect(
      Wording.of(RequestFault.resumeStream)
        == "--resume needs input files and -o FILE, not standard input or output")
    #expect(
      Wording.of(RequestFault.sameOutput("a/x.jsonl", "b/x.jsonl"))
        == "'a/x.jsonl' and 'b/x.jsonl' would have the same output file, give them other names or other folders"
    )
  }
}
