import JSON

extension GoldSelection {
  /// Labelled stretches as the tools of the field write them: objects with `start`, `end` and `label` (Prodigy, Hugging Face),
  /// with `start_offset` and `end_offset` (doccano), lists of both offsets and the label (doccano, spaCy), and objects with a
  /// `value` (Label Studio), whose offsets count UTF-16 in the text that the record has.
  static func spans(_ value: JSONValue, text: () -> String?) -> [GoldSpan]? {
    guard let elements = value.array else { return nil }
    var spans: [GoldSpan] = []
    for element in elements {
      if let own = element["value"] {
        // Relations and choices are listed with the stretches.
        guard own["start"] != nil else { continue }
        guard let span = span(own) else { return nil }
        spans.append(text().map { span.inCodePoints(of: $0) } ?? span)
      } else if element["labels"]?.array != nil {
        guard let span = span(element) else { return nil }
        spans.append(text().map { span.inCodePoints(of: $0) } ?? span)
      } else {
        guard let span = span(element) else { return nil }
        spans.append(span)
      }
    }
    return spans
  }

  private static func span(_ element: JSONValue) -> GoldSpan? {
    if let parts = element.array {
      guard parts.count == 3, let start = parts[0].int, let end = parts[1].int, let label = parts[2].string
      else {
        return nil
      }
      return GoldSpan(start: start, end: end, label: label)
    }
    guard let start = (element["start"] ?? element["start_offset"])?.int,
      let end = (element["end"] ?? element["end_offset"])?.int,
      let label = (element["label"] ?? element["entity_group"] ?? element["labels"]?.array?.first)?.string
    else { return nil }
    return GoldSpan(start: start, end: end, label: label)
  }

  /// What Label Studio's annotators decided: the results of the first annotation that was not cancelled.
  static func results(_ value: (String) -> JSONValue?) -> JSONValue? {
    for key in ["annotations", "completions"] {
      for annotation in value(key)?.array ?? [] where annotation["was_cancelled"]?.bool != true {
        if let results = annotation["result"], results.array != nil { return results }
      }
    }
    return nil
  }

  /// The class that Label Studio's annotators chose.
  static func choice(_ value: (String) -> JSONValue?) -> JSONValue? {
    for result in results(value)?.array ?? [] {
      if let choice = result["value"]?["choices"]?.array?.first { return choice }
    }
    return nil
  }
}

extension GoldSpan {
  /// A stretch whose offsets count UTF-16, counted in code points.
  fileprivate func inCodePoints(of text: String) -> GoldSpan {
    var units = 0
    var points = 0
    var found = self
    for scalar in text.unicodeScalars {
      if units <= start { found.start = points + max(0, start - units) }
      if units <= end { found.end = points + max(0, end - units) }
      guard units < end else { return found }
      units += scalar.value > 0xFFFF ? 2 : 1
      points += 1
    }
    if units <= start { found.start = points + start - units }
    if units <= end { found.end = points + end - units }
    return found
  }
}
