import Annotations
import Faults
import JSON
import Journal
import Records
import Runs

/// Reads annotated outputs, record by record, into what a report shows.
struct OutputReader {
  private let reading: ReadingSettings
  private let column: CoNLLUColumn

  /// A reader that finds texts as the commands do; `column` is the one of CoNLL-U that holds the labels.
  init(_ reading: ReadingSettings, column: CoNLLUColumn) {
    self.reading = reading
    self.column = column
  }

  private var selection: FieldSelection { reading.selection }

  /// Reads one output (`-` is standard input) to its end.
  func read(_ input: String, into findings: inout ReportFindings) throws {
    let name = Phrase.input(input)
    let file: InputFile
    do throws(JournalError) {
      file = try input == "-" ? .standardInput() : .open(input)
    } catch {
      throw UnreadableInput(.file(error), input)
    }
    let opened: OpenedInput
    do throws(RecordsError) {
      opened = try OpenedInput(
        FileSource(file), name: input == "-" ? nil : input, format: reading.format)
    } catch {
      throw UnreadableInput(.records(error), input)
    }
    guard opened.format != .squad, opened.format != .text else {
      throw ReportFault.format(opened.format, input: input)
    }
    findings.begin(ReportFindings.File(name: name, format: opened.format.name))
    do throws(RecordsError) {
      if opened.format == .jsonl {
        try lines(opened.source, name, into: &findings)
      } else if opened.format == .json {
        try lines(JSONDocumentLines(opened.source), name, into: &findings)
      } else {
        try records(opened, name, into: &findings)
      }
    } catch {
      throw UnreadableInput(.records(error), input)
    }
  }

  // MARK: JSON lines

  private func lines(
    _ source: any ByteSource, _ name: String, into findings: inout ReportFindings
  ) throws(RecordsError) {
    var splitter = LineSplitter(source)
    while let line = try splitter.next() {
      guard !line.isBlank else { continue }
      do throws(JSONError) {
        let record = try JSONRecord(line.bytes)
        findings.addRecord()
        gather(record, line.number, name, into: &findings)
      } catch {
        findings.addUnreadable(
          "\(name):\(line.number):\(error.column(in: line.bytes)): \(error.kind.message)")
      }
    }
  }

  private func gather(
    _ record: JSONRecord, _ line: Int, _ name: String, into findings: inout ReportFindings
  ) {
    let reported = ReportedRecord(
      file: name, line: line, id: selection.identifier(record.value).flatMap(\.identifierText),
      fields: fields(record.value))
    let keys = findings.named.isEmpty ? Set(record.keys).sorted() : findings.named
    for key in keys {
      // Only lists and objects are annotations; all else is passed over unread.
      if let first = record.source(of: key)?.first, first != UInt8(ascii: "["),
        first != UInt8(ascii: "{")
      {
        findings.add(nil, Finding.Handling(), under: key, of: reported)
        continue
      }
      guard let value = record.value(at: key) else { continue }
      var handling = value.object.map(Finding.Handling.init) ?? Finding.Handling()
      if let windows = record.value(at: KeyedAnnotation.windowsKey(key))?.int {
        handling.windows = windows
      }
      if record.value(at: KeyedAnnotation.truncatedKey(key))?.bool == true {
        handling.isTruncated = true
      }
      findings.add(Finding.reading(value), handling, under: key, of: reported)
    }
  }

  private func fields(_ value: @escaping (String) -> JSONValue?) -> (FieldSelection.Shape) ->
    Fields?
  {
    { shape in
      var selection = selection
      selection.shape = shape
      return try? selection.fields(value, present: { [] })
    }
  }

  // MARK: Other formats

  private func records(
    _ opened: OpenedInput, _ name: String, into findings: inout ReportFindings
  ) throws(RecordsError) {
    var settings = reading
    settings.selection.shape = .anything
    // Labels are in the last column of column files unless another one is named.
    let isNamed = if case .column = column { true } else { false }
    let gold = GoldReading(
      GoldSelection(.tags, key: opened.format == .columns && !isNamed ? "last" : nil), column: column)
    var reader = try opened.format.makeReader(
      opened.source,
      ReaderPlan(settings, gold: opened.format == .conllu || opened.format == .columns ? gold : nil))
    while let item = try reader.next() {
      switch item {
      case .record(let record):
        findings.addRecord()
        gather(record, name, into: &findings)
      case .reject(let reject): findings.addUnreadable(reject.message(file: name))
      case .verbatim, .header: continue
      }
    }
  }

  private func gather(_ record: Record, _ name: String, into findings: inout ReportFindings) {
    let fields = record.fields
    let reported = ReportedRecord(
      file: name, line: record.place.line, id: record.id.flatMap(\.identifierText),
      fields: { shape in
        guard case .question = shape, case .pair(let question, let context?) = fields else {
          return fields
        }
        return .question(question, context: context)
      })
    for (key, finding) in Self.findings(record) where findings.wants(key) {
      findings.add(finding, Finding.Handling(), under: key, of: reported)
    }
  }

  /// What a record of a format other than JSON lines was annotated with, by key.
  private static func findings(_ record: Record) -> [(key: String, finding: Finding)] {
    switch record.carrier {
    case let element as XMLRecord: findings(element)
    case is CoNLLUSentence, is ColumnSentence: findings(ofTags: record)
    case let row as TableRow: row.findings
    default: []
    }
  }

  private static func findings(ofTags record: Record) -> [(key: String, finding: Finding)] {
    guard case .tags(let labels)? = record.gold, case .words(let words) = record.fields else { return [] }
    return [("tag", .tags(zip(words, labels).map { Finding.Tag(text: $0, label: $1) }))]
  }

  private static func findings(_ element: XMLRecord) -> [(key: String, finding: Finding)] {
    var found: [(key: String, finding: Finding)] = element.classes.map {
      ($0.key, .label(Finding.ScoredLabel(label: $0.label, score: $0.score), all: []))
    }
    if let answer = element.answer {
      found.append(
        ("qa", .answer(Finding.Answer(text: answer.text, range: answer.range, score: answer.score))))
    }
    if let words = element.labelledWords {
      found.append(("tag", .tags(words.map { Finding.Tag(text: $0.text, label: $0.label) })))
    } else if let spans = element.labelledSpans {
      found.append(
        ("tag", .tags(spans.map { Finding.Tag(text: $0.text, range: $0.range, label: $0.label) })))
    }
    return found
  }
}

extension TableRow {
  /// The annotations in a row's cells: a column that has its score in one of its own after it.
  fileprivate var findings: [(key: String, finding: Finding)] {
    columns.names.compactMap { key in
      guard let label = text(in: key), let score = text(in: key + "_score").flatMap({ Double($0) }) else {
        return nil
      }
      guard let start = place(in: key + "_start"), let end = place(in: key + "_end"), start <= end else {
        return (key, .label(Finding.ScoredLabel(label: label, score: score), all: []))
      }
      return (key, .answer(Finding.Answer(text: label, range: start..<end, score: score)))
    }
  }

  private func place(in column: String) -> Int? {
    text(in: column).flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
  }
}
