import Records

extension Wording {
  /// Why a record was set aside.
  package static func of(_ reason: Reject.Reason) -> String {
    switch reason {
    case .json(let kind): of(kind)
    case .utf8: "not valid UTF-8, convert the file with iconv"
    case .notObject: "expected a JSON object"
    case .missingKey(let wanted, let present):
      "expected key \(choice(wanted)), found \(present.isEmpty ? "none" : list(present))"
    case .wrongType(let key, let expected, let found):
      "key '\(key)' must be \(of(expected)), found \(of(found))"
    case .keyExists(let key): "key '\(key)' is there already, give --replace or another name with --into"
    case .questionTooLong(let tokens, let room):
      "the question's \(count(tokens, "token")) leave no room for the context in a window of \(count(room, "token"))"
    case .noMask(let token): "expected the mask '\(token)' in the text"
    case .tokenID(let id, let count):
      "the tokenizer gives the id \(id) and the model has vectors for ids below \(count), use the model's own tokenizer"
    case .xml(let detail): "not well-formed XML: \(detail)"
    case .xmlLimit(let detail): "XML over a limit: \(detail)"
    case .columns(let expected, let found): "expected \(count(expected, "column")), found \(found)"
    case .quoting: "a quoted cell is not closed, or has text after its closing quote"
    case .conllu(let problem): of(problem)
    }
  }

  private static func of(_ type: Reject.ValueType) -> String {
    switch type {
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

  private static func of(_ problem: CoNLLUProblem) -> String {
    switch problem {
    case .columns(let found): "expected 10 columns between tabs, found \(found)"
    case .identifier:
      "expected a word number, a range such as 1-2 or an empty node such as 1.1 in the first column"
    case .order(let expected): "expected word number \(expected)"
    case .range: "a range of words is empty or overlaps the one before it"
    case .emptyForm: "a word's form is empty"
    }
  }
}

extension Wording {
  /// A reject and where it stands: `FILE:LINE:COLUMN: code: why`.
  package static func of(_ reject: Reject, file: String) -> String {
    let place = reject.place
    let name = place.origin?.file ?? name(ofInput: file)
    let line = place.origin?.line ?? place.line
    let column = reject.column.map { ":\($0)" } ?? ""
    return "\(name):\(line)\(column): \(of(reject.reason))"
  }

  /// An input as messages name it.
  static func name(ofInput input: String) -> String { input == "-" ? "standard input" : input }
}
