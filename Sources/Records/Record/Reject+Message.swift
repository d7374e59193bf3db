import Faults
import JSON

extension Reject.Reason {
  /// Why a record was set aside.
  package var message: String {
    switch self {
    case .json(let kind): kind.message
    case .utf8: "not valid UTF-8, convert the file with iconv"
    case .notObject: "expected a JSON object"
    case .missingKey(let wanted, let present):
      "expected key \(Phrase.choice(wanted)), found \(present.isEmpty ? "none" : Phrase.list(present))"
        + (present.isEmpty ? "" : Self.flag(for: wanted).map { ", name yours with \($0)" } ?? "")
    case .wrongType(let key, let expected, let found):
      "key '\(key)' must be \(expected.message), found \(found.message)"
    case .keyExists(let key): "key '\(key)' already exists, give --replace or another name with --into"
    case .questionTooLong(let tokens, let room):
      "the question's \(Phrase.count(tokens, "token")) leave no room for the context in a window of \(Phrase.count(room, "token"))"
    case .noMask(let token): "expected the mask '\(token)' in the text"
    case .tokenID(let id, let count):
      "the tokenizer gives the id \(id) and the model has vectors for ids below \(count), use the model's own tokenizer"
    case .xml(let detail): "not well-formed XML: \(detail)"
    case .xmlLimit(let detail): "XML over a limit: \(detail)"
    case .columns(let expected, let found): "expected \(Phrase.count(expected, "cell")), found \(found)"
    case .quoting: "a quoted cell is not closed, or has text after its closing quote"
    case .conllu(let problem): problem.message
    case .tooLarge(let bytes, let limit):
      "the record has \(bytes) bytes of text, expected at most \(limit); cut it into several, or raise --max-record"
    case .secondTextMissing:
      "the model compares two texts and the record has one; name both with --pair A,B, or give labels of your own with --labels"
    case .repeatedID(let id):
      "an earlier record has the id '\(id)' and predictions have one entry per id, make it unique or use --to jsonl"
    case .columnFilled(let name):
      "column '\(name)' has values already, give --replace or another one with --column"
    case .stretches: "stretches of text are no labels of words, leave --aggregate out or give --to jsonl"
    }
  }
}

extension Reject.Reason {
  /// The flag that names what was looked for under guessed keys.
  private static func flag(for wanted: [String]) -> String? {
    switch wanted.first {
    case "question" where wanted.count == 1: "--question"
    case "context": "--context"
    case "tokens", "sentence": "--text"
    case "text": wanted.contains("text_pair") ? "--pair A,B" : "--text"
    default: nil
    }
  }
}

extension Reject {
  /// A reject and where it stands: `FILE:LINE:COLUMN: code: why`.
  package func message(file: String) -> String {
    let name = place.origin?.file ?? Phrase.input(file)
    let line = place.origin?.line ?? place.line
    let column = column.map { ":\($0)" } ?? ""
    return "\(name):\(line)\(column): \(reason.message)"
  }
}

extension Reject.ValueType {
  fileprivate var message: String {
    switch self {
    case .string: "a string"
    case .arrayOfStrings: "an array of strings"
    case .stringOrArrayOfStrings: "a string or an array of strings"
    case .stringOrNumber: "a string or a number"
    case .array: "an array"
    case .object: "an object"
    case .number: "a number"
    case .bool: "a boolean"
    case .null: "null"
    }
  }
}

extension CoNLLUProblem {
  fileprivate var message: String {
    switch self {
    case .columns(let found): "expected 10 columns between tabs, found \(found)"
    case .identifier:
      "expected a word number, a range such as 1-2 or an empty node such as 1.1 in the first column"
    case .order(let expected): "expected word number \(expected)"
    case .range: "a range of words is empty or overlaps the one before it"
    case .emptyForm: "a word's form is empty"
    }
  }
}
