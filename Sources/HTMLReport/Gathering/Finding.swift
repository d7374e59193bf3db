import JSON

/// What a record was annotated with under one key, known by its shape alone.
enum Finding {
  /// Labelled words or stretches of the text; an empty list may be that too.
  case tags([Tag])
  /// An answer to a question.
  case answer(Answer)
  /// A class.
  case label(ScoredLabel, all: [ScoredLabel])
  /// What could fill each mask.
  case masks([Mask])

  /// A word or stretch of text.
  struct Tag {
    var text: String
    /// Where it stands, end exclusive; nil for a word of a list of words.
    var range: Range<Int>?
    var label: String?
    /// Nil where the format holds no scores.
    var score: Double?
  }

  /// A span of the context; the null answer is empty.
  struct Answer {
    var text: String
    var range: Range<Int>
    var score: Double
    var nullScore: Double?
    var others: [(text: String, score: Double)] = []
  }

  /// A label and its probability.
  struct ScoredLabel {
    var label: String
    /// Nil where the format holds no scores.
    var score: Double?
  }

  /// A mask and the tokens that could fill it, best first.
  struct Mask {
    var range: Range<Int>?
    var candidates: [ScoredLabel]
  }

  /// What happened to a record beside its annotation.
  struct Handling {
    var windows: Int?
    var isTruncated = false
  }
}

extension Finding {
  /// The annotation that a JSON value is, in bertrun's shape or in that of Hugging Face's pipelines; nil for any other value.
  static func reading(_ value: JSONValue) -> Finding? {
    switch value {
    case .object(let object): object.finding
    case .array(let elements): reading(elements)
    default: nil
    }
  }

  private static func reading(_ elements: [JSONValue]) -> Finding? {
    guard let first = elements.first else { return .tags([]) }
    if first["candidates"] != nil { return masks(elements) }
    if first["word"] != nil || first["text"] != nil && first["label"] != nil {
      return tags(elements)
    }
    if first["answer"] != nil, case .answer(var best)? = first.object?.finding {
      best.others = elements.compactMap { element in
        guard let text = element["answer"]?.string, let score = element["score"]?.double else {
          return nil
        }
        return (text, score)
      }
      return .answer(best)
    }
    if first["token_str"] != nil {
      return candidates(elements, text: "token_str").map {
        .masks([Mask(range: nil, candidates: $0)])
      }
    }
    if let inner = first.array, inner.first?["token_str"] != nil {
      var masks: [Mask] = []
      for element in elements {
        guard let found = element.array.flatMap({ candidates($0, text: "token_str") }) else {
          return nil
        }
        masks.append(Mask(range: nil, candidates: found))
      }
      return .masks(masks)
    }
    guard let labels = labels(elements), let best = labels.first else { return nil }
    return .label(best, all: labels)
  }

  private static func tags(_ elements: [JSONValue]) -> Finding? {
    var tags: [Tag] = []
    tags.reserveCapacity(elements.count)
    for element in elements {
      guard let object = element.object, let text = (object["text"] ?? object["word"])?.string,
        let label = object["label"] ?? object["entity_group"] ?? object["entity"],
        let score = object["score"]?.double, label.isNull || label.string != nil
      else { return nil }
      tags.append(Tag(text: text, range: object.range, label: label.string, score: score))
    }
    return .tags(tags)
  }

  private static func masks(_ elements: [JSONValue]) -> Finding? {
    var masks: [Mask] = []
    for element in elements {
      guard let object = element.object,
        let found = object["candidates"]?.array.flatMap({ candidates($0, text: "text") })
      else { return nil }
      masks.append(Mask(range: object.range, candidates: found))
    }
    return .masks(masks)
  }

  private static func candidates(_ elements: [JSONValue], text: String) -> [ScoredLabel]? {
    var found: [ScoredLabel] = []
    for element in elements {
      guard let token = element[text]?.string, let score = element["score"]?.double else {
        return nil
      }
      found.append(ScoredLabel(label: token, score: score))
    }
    return found
  }

  fileprivate static func labels(_ elements: [JSONValue]) -> [ScoredLabel]? {
    var found: [ScoredLabel] = []
    for element in elements {
      guard let label = element["label"]?.string, let score = element["score"]?.double else {
        return nil
      }
      found.append(ScoredLabel(label: label, score: score))
    }
    return found
  }
}

extension Finding.Handling {
  /// What an annotation's object says happened to the record.
  init(_ object: JSONObject) {
    windows = object["windows"]?.int
    isTruncated = object["truncated"]?.bool == true
  }
}

extension JSONObject {
  /// The annotation that this object is.
  fileprivate var finding: Finding? {
    if let labels = self["labels"]?.array, let scores = self["scores"]?.array,
      self["sequence"] != nil
    {
      return zeroShot(labels, scores)
    }
    guard let score = self["score"]?.double else { return nil }
    if let label = self["label"]?.string {
      let all = self["scores"]?.array.flatMap(Finding.labels) ?? []
      return .label(Finding.ScoredLabel(label: label, score: score), all: all)
    }
    guard let text = (self["text"] ?? self["answer"])?.string, let range else { return nil }
    var answer = Finding.Answer(
      text: text, range: range, score: score, nullScore: self["null_score"]?.double)
    for other in self["answers"]?.array ?? [] {
      guard let text = other["text"]?.string, let score = other["score"]?.double else { continue }
      answer.others.append((text, score))
    }
    return .answer(answer)
  }

  /// Labels of one's own as Hugging Face's pipeline gives them, best first.
  private func zeroShot(_ labels: [JSONValue], _ scores: [JSONValue]) -> Finding? {
    var all: [Finding.ScoredLabel] = []
    for (label, score) in zip(labels, scores) {
      guard let label = label.string, let score = score.double else { return nil }
      all.append(Finding.ScoredLabel(label: label, score: score))
    }
    return all.first.map { .label($0, all: all) }
  }

  /// The members `start` and `end`, where they are places.
  fileprivate var range: Range<Int>? {
    guard let start = self["start"]?.int, let end = self["end"]?.int, 0 <= start, start <= end
    else {
      return nil
    }
    return start..<end
  }
}
