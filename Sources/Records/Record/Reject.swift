import JSON

/// A record that cannot be annotated, and why.
package struct Reject: Error, Sendable {
  /// Why.
  package var reason: Reason
  /// Where the record stands.
  package var place: Place
  /// The column of the fault in its line, from 1 in code points, where one is known.
  package var column: Int?
  /// The record's identifier, where it could be read.
  package var id: JSONValue?
  /// The record's own bytes, without line end.
  package var raw: [UInt8]

  /// A reject.
  package init(_ reason: Reason, place: Place, column: Int? = nil, id: JSONValue? = nil, raw: [UInt8]) {
    self.reason = reason
    self.place = place
    self.column = column
    self.id = id
    self.raw = raw
  }

  /// The reason in one word, as rejects files have it.
  package var code: Code { reason.code }

  /// The words that rejects files use.
  package enum Code: String, Sendable, CaseIterable {
    /// Not JSON.
    case json
    /// Not UTF-8.
    case utf8
    /// JSON, but not an object.
    case notObject = "not-object"
    /// A field that the task needs is absent.
    case missingKey = "missing-key"
    /// A field has a value that the task cannot read.
    case wrongType = "wrong-type"
    /// The annotation's key already exists.
    case keyExists = "key-exists"
    /// The question leaves no room for the context.
    case questionTooLong = "question-too-long"
    /// A text to fill has no mask token.
    case noMask = "no-mask"
    /// A token that the model has no vector for.
    case tokenID = "token-id"
    /// Not well-formed XML.
    case xml
    /// XML that is refused for its size or depth.
    case xmlLimit = "xml-limit"
    /// A row whose cells do not fit the columns, or an annotation that fits none.
    case columns
    /// A sentence that breaks the rules of CoNLL-U.
    case conllu
    /// A record with more text than is taken at once.
    case tooLarge = "too-large"
    /// An identifier that an earlier record has.
    case repeatedID = "repeated-id"
  }

  /// Why a record cannot be annotated, with the values that a message needs.
  package enum Reason: Error, Sendable, Equatable {
    /// The bytes are not JSON.
    case json(JSONError.Kind)
    /// The bytes are not UTF-8.
    case utf8
    /// The record is JSON, but not an object.
    case notObject
    /// None of the keys (or columns) that could hold a field is present; `present` names some that are.
    case missingKey(wanted: [String], present: [String])
    /// The value at a key is not what is needed.
    case wrongType(key: String, expected: ValueType, found: ValueType)
    /// The annotation's key already exists, and replacing was not requested.
    case keyExists(key: String)
    /// The question has `tokens` tokens and a window has room for `room` of them.
    case questionTooLong(tokens: Int, room: Int)
    /// The text to fill does not hold this mask token.
    case noMask(token: String)
    /// The tokenizer gives an id, and the model has vectors for the ids below `count` alone.
    case tokenID(Int, count: Int)
    /// The XML is not well-formed; the value is the parser's own message.
    case xml(detail: String)
    /// The XML exceeds a limit; the value is the parser's own message.
    case xmlLimit(detail: String)
    /// A row has another count of cells than the table has columns.
    case columns(expected: Int, found: Int)
    /// A quoted cell has no closing quote, or text after it.
    case quoting
    /// A sentence breaks a rule of CoNLL-U.
    case conllu(CoNLLUProblem)
    /// A record has more bytes of text than are taken at once.
    case tooLarge(bytes: Int, limit: Int)
    /// A head that compares two texts was given one.
    case secondTextMissing
    /// An earlier record has the same identifier, and the output is an object with a member per identifier.
    case repeatedID(String)
    /// A column that labels go to has values already, and replacing was not requested.
    case columnFilled(name: String)
    /// Stretches of text cannot be written as labels of words.
    case stretches

    /// The reason in one word.
    package var code: Code {
      switch self {
      case .json: .json
      case .utf8: .utf8
      case .notObject: .notObject
      case .missingKey: .missingKey
      case .wrongType: .wrongType
      case .keyExists, .columnFilled: .keyExists
      case .questionTooLong: .questionTooLong
      case .noMask: .noMask
      case .tokenID: .tokenID
      case .xml: .xml
      case .xmlLimit: .xmlLimit
      case .columns, .quoting, .stretches: .columns
      case .conllu: .conllu
      case .tooLarge: .tooLarge
      case .secondTextMissing: .missingKey
      case .repeatedID: .repeatedID
      }
    }
  }

  /// Kinds of values, for messages.
  package enum ValueType: Sendable, Equatable {
    /// A string.
    case string
    /// An array whose elements are all strings.
    case arrayOfStrings
    /// A string, or an array of strings.
    case stringOrArrayOfStrings
    /// A string or a number.
    case stringOrNumber
    /// Another array.
    case array
    /// An object.
    case object
    /// A number.
    case number
    /// `true` or `false`.
    case bool
    /// `null`.
    case null
  }
}

extension JSONValue {
  /// The kind of this value, for messages.
  package var type: Reject.ValueType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .number: .number
    case .string: .string
    case .array(let elements): elements.allSatisfy { $0.string != nil } ? .arrayOfStrings : .array
    case .object: .object
    }
  }
}

/// A rule of CoNLL-U that a sentence breaks.
package enum CoNLLUProblem: Sendable, Equatable {
  /// A line that is neither a comment nor ten columns between tabs.
  case columns(found: Int)
  /// The first column is not a word number, range (`1-2`) or empty node (`1.1`).
  case identifier
  /// Word numbers do not count up from 1.
  case order(expected: Int)
  /// A range of words that is empty, overlaps the one before it, or ends after the last word.
  case range
  /// A line whose FORM is empty.
  case emptyForm
}
