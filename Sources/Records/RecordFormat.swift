/// The formats of inputs and outputs.
package enum RecordFormat: String, Sendable, CaseIterable {
  /// A JSON object a line.
  case jsonl
  /// XML documents.
  case xml
  /// CoNLL-U.
  case conllu
  /// A SQuAD document.
  case squad
  /// Cells between tabs.
  case tsv
  /// Comma-separated values.
  case csv
  /// Plain text.
  case text

  /// The format that a file's name tells, `.gz` left aside. `.json` tells none: it may be SQuAD or JSON
  /// lines.
  package init?(name: String) {
    var parts = name.split(separator: "/").last.map { $0.split(separator: ".") } ?? []
    if parts.last?.lowercased() == "gz" { parts.removeLast() }
    guard parts.count > 1, let suffix = parts.last?.lowercased() else { return nil }
    switch suffix {
    case "jsonl", "ndjson", "jsonlines": self = .jsonl
    case "xml", "tei": self = .xml
    case "conllu": self = .conllu
    case "tsv", "tab": self = .tsv
    case "csv": self = .csv
    case "txt", "text": self = .text
    default: return nil
    }
  }

  /// Whether outputs of several inputs can be joined into one.
  package var isConcatenable: Bool { self == .jsonl || self == .text }
}

/// The formats of outputs.
package enum OutputFormat: String, Sendable, CaseIterable {
  /// A JSON object a line.
  case jsonl
  /// XML documents.
  case xml
  /// CoNLL-U.
  case conllu
  /// The predictions that SQuAD's scorers read.
  case squad
  /// Cells between tabs.
  case tsv
  /// Comma-separated values.
  case csv
  /// Words with their labels.
  case words
  /// An array of vectors as NumPy stores it.
  case npy

  /// The format that an input's records are written in unless another one is asked for.
  package init(of input: RecordFormat) {
    self =
      switch input {
      case .jsonl, .text: .jsonl
      case .xml: .xml
      case .conllu: .conllu
      case .squad: .squad
      case .tsv: .tsv
      case .csv: .csv
      }
  }

  /// Whether records that were read in one format can be written in this one, annotated so.
  package func holds(_ kind: AnnotationKind, from input: RecordFormat) -> Bool {
    switch self {
    case .jsonl: true
    case .xml: input == .xml && [.words, .spans, .answer, .label].contains(kind)
    case .conllu: kind == .words
    case .squad: kind == .answer
    case .tsv: input == .tsv
    case .csv: input == .csv
    case .words: kind == .words
    case .npy: kind == .vectors
    }
  }
}
