import Checkpoints
import JSON
import Journal
import Records
import Runs
import Tasks
import Testing
import Tokenizers

/// Every sentence that a user may read, by its exact text.
@Suite struct MessageTests {
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
    (.columns(expected: 3, found: 1), "expected 3 columns, found 1"),
  ])
  func aRejectSaysWhatIsWrongAndWhatToDo(reason: Reject.Reason, expected: String) {
    #expect(reason.message == expected)
  }

  @Test func aRejectHasAPlace() {
    let reject = Reject(.notObject, place: Place(file: 0, line: 7, offset: 120), column: 3, raw: [])
    #expect(reject.message(file: "in.jsonl") == "in.jsonl:7:3: expected a JSON object")
    #expect(reject.message(file: "-") == "standard input:7:3: expected a JSON object")
  }

  @Test(arguments: [
    (
      InputChange.grew(from: 10, to: 12),
      "grew from 10 to 12 bytes while it was read; what was added is not in the output, run it again"
    ),
    (.shrank(from: 10, to: 1), "shrank from 10 to 1 byte while it was read, run it again"),
    (
      .rewritten,
      "was written to while it was read; the output may mix two versions of it, run it again"
    ),
    (.replaced, "another file, or none, has this name now; the one that was opened was read to its end"),
  ])
  func aChangedInputIsTold(change: InputChange, expected: String) {
    #expect(change.message == expected)
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
      "m: not a safetensors file, or cut off: its header claims 9000 bytes, the file has 12"
    ),
    (
      .safetensors(path: "m", fault: .overlap(first: "a", second: "b")),
      "m: tensors 'a' and 'b' claim the same bytes"
    ),
    (
      .torch(
        path: "m.bin", fault: .pickle(.refusedGlobal(module: "posix", name: "system", offset: 13))),
      "m.bin: the pickle does more than rebuild tensors: it asks for 'posix.system' (byte 13 of the pickle), "
        + "which could run anything and is refused"
    ),
    (
      .torch(path: "m.bin", fault: .pickle(.opcode(0x81, offset: 2))),
      "m.bin: the pickle does more than rebuild tensors: opcode 129 (byte 2 of the pickle) is refused"
    ),
    (
      .torch(path: "m.bin", fault: .legacyFormat),
      "m.bin: saved by a PyTorch before 1.6, whose format is not read; load it with transformers and save it as safetensors"
    ),
    (
      .torch(path: "m.bin", fault: .zip(.bomb(member: "m/data.pkl", packed: 10, claimed: 9000))),
      "m.bin: the archive's file 'm/data.pkl' claims to unpack from 10 to 9000 bytes, which no weights do"
    ),
    (
      .torch(path: "m.bin", fault: .tensorOutsideStorage(tensor: "w")),
      "m.bin: tensor 'w' has elements outside its stored numbers, or shows some of them twice"
    ),
    (
      .torch(path: "m.bin", fault: .storageSize(key: "0", claimed: 16, found: 15)),
      "m.bin: the pickle claims 16 bytes for the file 'data/0', which has 15"
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
    #expect(error.message == expected)
  }

  @Test func aTokenizerSaysWhichStageIsWrong() {
    #expect(
      TokenizerError.unsupported(path: "normalizer.normalizers[1]", kind: "Rot13").message
        == "tokenizer: 'normalizer.normalizers[1]' is 'Rot13', which bertrun does not support")
    #expect(TokenizerError.missing(path: "model.vocab").message == "tokenizer: 'model.vocab' is missing")
    #expect(
      TokenizerError.unknownClass("KoBERTTokenizer").message
        == "the tokenizer class 'KoBERTTokenizer' is not supported by bertrun: a tokenizer.json is needed")
    #expect(TokenizerError.unknownClass("KoBERTTokenizer").status == .badConfiguration)
    #expect(
      TokenizerError.missingWordTokenizer(className: "BertJapaneseTokenizer", wordTokenizer: "mecab").message
        == "the tokenizer class 'BertJapaneseTokenizer' cuts words with 'mecab', which bertrun does not include: a tokenizer.json is needed"
    )
  }

  @Test(arguments: [
    (RecordsError.readFailed(code: 5), "in: cannot read: input/output error"),
    (
      .utf16(bigEndian: false), "in: this is UTF-16LE, expected UTF-8; convert it: iconv -f UTF-16LE -t UTF-8"
    ),
    (
      .arrayOfObjects,
      "in: expected a JSON object a line, found an array of objects; convert it: jq -c '.[]'"
    ),
    (.gzipCorrupt, "in: not valid gzip, the file is damaged"),
    (.gzipTruncated, "in: the gzip data end too early, the file is cut off"),
    (.gzipMemory, "in: not enough memory for gzip"),
    (.recordTooLarge(line: 7, limit: 99), "in:7: a record has more than 99 bytes"),
    (
      .columnExists(name: "tag"),
      "in: column 'tag' already exists, give --replace or another name with --into"
    ),
    (
      .document(.invalidNumber, line: 2, column: 5),
      "in:2:5: not valid JSON: a number may not be written like this"
    ),
    (.squad(expected: .document, line: 1, column: 1), "in:1:1: not a SQuAD document: expected an object"),
    (.squad(expected: .data, line: 1, column: 9), "in:1:9: not a SQuAD document: expected a list 'data'"),
    (
      .squad(expected: .article, line: 2, column: 3),
      "in:2:3: not a SQuAD document: expected an object for each article"
    ),
    (
      .squad(expected: .paragraphs, line: 2, column: 3),
      "in:2:3: not a SQuAD document: expected a list 'paragraphs'"
    ),
    (
      .squad(expected: .paragraph, line: 3, column: 4),
      "in:3:4: not a SQuAD document: expected an object with a list 'qas' for each paragraph"
    ),
    (.xml(XMLError(.empty, line: 1, column: 1)), "in:1:1: the file is empty, expected XML"),
  ])
  func anInputSaysWhereItCannotBeRead(error: RecordsError, expected: String) {
    #expect(error.message(in: "in") == expected)
  }

  @Test(arguments: [
    (
      XMLError.Kind.malformed(detail: "Opening and ending tag mismatch: s line 2 and d"),
      "not well-formed XML: opening and ending tag mismatch: s line 2 and d"
    ),
    (.malformed(detail: "PCDATA invalid Char value 4"), "not well-formed XML: PCDATA invalid Char value 4"),
    (
      .undeclaredEntity(name: "e"),
      "entity 'e' is not declared in the document, declare it in its doctype or write &amp; for the ampersand"
    ),
    (
      .externalEntityInAttribute(name: "e"),
      "entity 'e' is declared outside of the document, which is not read; an attribute cannot hold it"
    ),
    (.truncated(element: "s"), "the document ends inside of element 's', is the file cut off?"),
    (.amplification, "entities refer to themselves or stand for far more text than the document has"),
    (.tooDeep(limit: 256), "elements are nested deeper than 256"),
    (.tooManyAttributes(limit: 9), "a tag has more than 9 attributes"),
    (.tooManyNamespaces(limit: 9), "more than 9 namespaces are declared around an element"),
    (
      .tooManyDefaults(element: "b", limit: 128),
      "the doctype gives element 'b' more than 128 attributes by default"
    ),
    (.markupTooLong(limit: 9), "a tag, comment, section or the prologue has more than 9 bytes"),
    (.nameTooLong, "a name is too long"),
    (.recordTooLong(limit: 9), "a record has more than 9 bytes, name smaller elements with --xml-record"),
    (
      .unknownEncoding(name: "EBCDIC"),
      "encoding 'EBCDIC' is not known here, convert the document to UTF-8: iconv -t UTF-8"
    ),
    (
      .encodingMismatch(declared: "UTF-16"),
      "the declaration says 'UTF-16', the first bytes are of another encoding; correct the declaration"
    ),
    (
      .invalidBytes(encoding: "UTF-8"),
      "bytes that are not UTF-8, declare the encoding that the document has or convert it with iconv"
    ),
    (
      .unrepresentable(encoding: "US-ASCII"),
      "a name, comment or instruction has a character that US-ASCII lacks, convert the document to UTF-8"
    ),
    (
      .noRecordRule(root: "d"),
      "root element 'd' is of no known kind, name the elements that are records with --xml-record"
    ),
    (
      .badPattern("@a"),
      "--xml-record and --xml-skip take patterns such as 'p' or 'text//p' whose prefixes the root declares, not '@a'"
    ),
  ])
  func aDocumentSaysWhatIsWrongWithIt(kind: XMLError.Kind, expected: String) {
    #expect(kind.message == expected)
    let placed = RecordsError.xml(XMLError(kind, line: 3, column: 4))
    #expect(placed.message(in: "in.xml") == "in.xml:3:4: \(expected)")
    #expect(RecordsError.xml(XMLError(kind)).message(in: "in.xml") == "in.xml: \(expected)")
  }

  @Test func aRequestSaysWhichFlagToChange() {
    #expect(
      TaskFault.windowOverLimit(window: 4096, limit: 512).message
        == "--window '4096' is over the model's limit of 512 tokens")
    #expect(
      OutputFault.resumeStream.message
        == "--resume needs input files and -o FILE, not standard input or output")
    #expect(
      OutputFault.sameOutput("a/x.jsonl", "b/x.jsonl").message
        == "'a/x.jsonl' and 'b/x.jsonl' would have the same output file, give them other names or other folders"
    )
  }
}
