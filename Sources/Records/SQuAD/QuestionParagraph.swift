import Annotations
import JSON

/// A context with its questions, in the spellings of SQuAD and of those that came after it.
///
/// SQuAD and MRQA have a list `qas` beside `context`, DROP `qa_pairs` beside `passage`, BioASQ a question with `snippets`,
/// and Hugging Face's flat form a question and its context in one object.
struct QuestionParagraph {
  /// The members that are looked at; others of a large object need not be kept.
  static let keys: Set<String> = Set(
    lists + contexts + questions + identifiers + answerKeys + ["snippets", "title", "is_impossible"])

  private static let lists = ["qas", "qa_pairs"]
  private static let contexts = ["context", "passage", "context_text"]
  private static let questions = ["question", "query_text", "body"]
  private static let identifiers = ["id", "qid", "query_id", "_id"]
  private static let answerKeys = ["answers", "answer", "detected_answers", "exact_answer"]

  private let object: JSONValue
  private let title: String?
  private let place: Place

  /// An object that may be a paragraph; `title` is that of the article it is in.
  init(_ object: JSONValue, title: String?, at place: Place) {
    self.object = object
    self.title = title ?? object["title"]?.string
    self.place = place
  }

  /// Its questions, in order; nil for an object that has none of the spellings.
  var items: [ReadItem]? {
    if let list = Self.lists.lazy.compactMap({ object[$0]?.array }).first {
      let context = Self.first(Self.contexts, object)
      return list.map { item($0, context) }
    }
    guard Self.first(Self.questions, object) != nil else { return nil }
    if let snippets = object["snippets"]?.array {
      return snippets.enumerated().map { number, snippet in
        item(numbered(number + 1), snippet["text"])
      }
    }
    guard let context = Self.first(Self.contexts, object) else { return nil }
    return [item(object, context)]
  }

  private static func first(_ keys: [String], _ object: JSONValue) -> JSONValue? {
    keys.lazy.compactMap { object[$0] }.first
  }

  /// BioASQ's question as that of one of its snippets, numbered as in the field's conversions to SQuAD: `ID_001`.
  private func numbered(_ number: Int) -> JSONValue {
    var members = (object.object?.members ?? []).filter { !["snippets", "documents"].contains($0.key) }
    if let place = members.firstIndex(where: { $0.key.hasSameBytes(as: "id") }),
      let id = members[place].value.identifierText
    {
      let digits = number.description
      let zeros = String(repeating: "0", count: max(0, 3 - digits.utf8.count))
      members[place].value = .string("\(id)_\(zeros)\(digits)")
    }
    return .object(JSONObject(members))
  }

  private func item(_ question: JSONValue, _ context: JSONValue?) -> ReadItem {
    let id = FieldSelection(.question).identifier { key in
      key.hasSameBytes(as: "id") ? Self.first(Self.identifiers, question) : nil
    }
    do throws(Reject.Reason) {
      guard question.object != nil else {
        throw .wrongType(key: "qas", expected: .object, found: question.type)
      }
      let fields = try FieldSelection(.question).fields(
        { $0.hasSameBytes(as: "context") ? context : Self.first(Self.questions, question) },
        present: { question.object?.members.map(\.key) ?? [] })
      let isImpossible = question["is_impossible"]?.bool
      let answers = Self.answers(question)
      // Hugging Face's lists of no answers say that there is none.
      let hasNone = question["answers"]?.object != nil && answers.isEmpty
      return .record(
        Record(
          place: place, id: id, fields: fields,
          gold: .answers(answers, isImpossible: isImpossible ?? hasNone),
          carrier: SQuADQuestion(title: title, isImpossible: isImpossible)))
    } catch {
      return .reject(Reject(error, place: place, id: id, raw: flat(question, context)))
    }
  }

  /// A question as a line of its own, in the flat shape that the reader of JSON lines understands.
  private func flat(_ question: JSONValue, _ context: JSONValue?) -> [UInt8] {
    guard let object = question.object else {
      var writer = JSONWriter()
      writer.value(question)
      return writer.bytes
    }
    var members = object.members
    func add(_ key: String, _ value: JSONValue?) {
      guard let value, !members.contains(where: { $0.key.hasSameBytes(as: key) }) else { return }
      members.append((key, value))
    }
    add("title", title.map { .string($0) })
    add("context", context)
    var writer = JSONWriter()
    writer.value(.object(JSONObject(members)))
    return writer.bytes
  }

  // MARK: Answers

  private static func answers(_ question: JSONValue) -> [GoldAnswer] {
    for key in answerKeys {
      guard let value = question[key], !value.isNull else { continue }
      if let found = dropAnswer(value) { return found }
      return GoldSelection.answers(value) + nested(value)
    }
    return []
  }

  /// DROP's answer: spans, else a number or a date.
  private static func dropAnswer(_ value: JSONValue) -> [GoldAnswer]? {
    guard let spans = value["spans"]?.array else { return nil }
    let texts = spans.compactMap(\.string)
    if !texts.isEmpty { return texts.map { GoldAnswer(text: $0, start: nil) } }
    if let number = value["number"]?.identifierText, !number.isEmpty {
      return [GoldAnswer(text: number, start: nil)]
    }
    let date = ["day", "month", "year"].compactMap { value["date"]?[$0]?.identifierText }
      .filter { !$0.isEmpty }
    return date.isEmpty ? [] : [GoldAnswer(text: date.joined(separator: " "), start: nil)]
  }

  /// BioASQ's lists of synonyms.
  private static func nested(_ value: JSONValue) -> [GoldAnswer] {
    (value.array ?? []).flatMap { ($0.array ?? []).compactMap(\.string) }.map {
      GoldAnswer(text: $0, start: nil)
    }
  }
}
