import Annotations
import Checkpoints
import JSON
import Journal
import Metrics
import Records
import Runs
import Tasks

/// Reads files of predictions: JSON lines with an annotation, the `predictions.json` of SQuAD, CoNLL-U with its column
/// filled in, tables with a column of labels, and plain text with one label per line.
struct PredictionReader {
  private let task: TaskName
  private let settings: PredictionSettings
  private let gold: GoldSettings

  /// A reader for predictions of a task; CoNLL-U is read as gold is.
  init(_ task: TaskName, _ settings: PredictionSettings, gold: GoldSettings) {
    self.task = task
    self.settings = settings
    self.gold = gold
  }

  /// All predictions of the file.
  func read() throws -> Predictions {
    let (format, bytes) = try open(settings.file)
    var entries: [Predictions.Entry]
    switch (task.entry.evaluation?.gold, format) {
    case (.answers, .jsonl), (.answers, .text), (.answers, .squad), (.answers, .json):
      entries = try answers(bytes)
    case (_, .jsonl), (_, .json): entries = try lines(bytes)
    case (.tags, .conllu): entries = try sentences(bytes)
    case (.tags, .columns): entries = try columns(bytes)
    case (.label, .tsv): entries = try table(bytes, .tsv)
    case (.label, .csv): entries = try table(bytes, .csv)
    case (.label, .text): entries = try textLines(bytes)
    default: throw EvaluationFault.predictionFormat(format, file: settings.file)
    }
    if let odds = settings.nullOdds { try addNullOdds(of: odds, to: &entries) }
    return Predictions(entries, file: settings.file)
  }

  /// The keys that are tried, in order.
  private var keys: [String] {
    if let key = settings.key { return [key] }
    return [task.rawValue] + (task.entry.evaluation?.predictionKeys ?? [])
  }

  // MARK: Files

  /// A file whole: its predictions have to be in memory anyway.
  private func open(_ file: String) throws -> (RecordFormat, [UInt8]) {
    let source: FileSource
    do throws(JournalError) {
      source = FileSource(try InputFile.open(file))
    } catch {
      throw UnreadableInput(.file(error), file)
    }
    do throws(RecordsError) {
      let opened = try OpenedInput(source, name: file)
      var rest = opened.source
      var bytes: [UInt8] = []
      while let more = try rest.next() { bytes += more }
      return (opened.format, bytes)
    } catch {
      throw UnreadableInput(.records(error), file)
    }
  }

  /// The records that a reader gives; one that it rejects is the end.
  private func records(_ reader: some RecordReader) throws -> [Record] {
    var reader = reader
    var records: [Record] = []
    while let item = try guarded({ () throws(RecordsError) in try reader.next() }) {
      switch item {
      case .record(let record): records.append(record)
      case .reject(let reject): throw EvaluationFault.brokenPrediction(reject, file: settings.file)
      case .verbatim, .header: continue
      }
    }
    return records
  }

  private func guarded<Value>(
    _ body: () throws(RecordsError) -> Value
  ) throws -> Value {
    do throws(RecordsError) {
      return try body()
    } catch {
      throw UnreadableInput(.records(error), settings.file)
    }
  }

  // MARK: JSON

  private func lines(_ bytes: [UInt8]) throws -> [Predictions.Entry] {
    var lines = JSONDocumentLines(MemorySource(bytes))
    var splitter = LineSplitter(MemorySource(try guarded { () throws(RecordsError) in try lines.all() }))
    var entries: [Predictions.Entry] = []
    while let line = try guarded({ () throws(RecordsError) in try splitter.next() }) {
      guard !line.isBlank else { continue }
      let record: JSONRecord
      do throws(JSONError) {
        record = try JSONRecord(line.bytes)
      } catch {
        let reject = Reject(
          .json(error.kind), place: Place(file: 0, line: line.number, offset: line.offset), raw: [])
        throw EvaluationFault.brokenPrediction(reject, file: settings.file)
      }
      let value = keys.lazy.compactMap(record.value).first
      guard let prediction = value.flatMap({ Prediction.reading(task, $0) }) else {
        throw EvaluationFault.noPrediction(keys: keys, line: line.number, file: settings.file)
      }
      let id = record.value(at: "id").flatMap(\.identifierText)
      entries.append(Predictions.Entry(id: id, prediction: prediction))
    }
    return entries
  }

  /// One object with an answer an identifier, or JSON lines.
  private func answers(_ bytes: [UInt8]) throws -> [Predictions.Entry] {
    guard let object = (try? JSONValue.parse(bytes))?.object,
      !keys.contains(where: { object[$0]?.object != nil })
    else { return try lines(bytes) }
    let texts = object.members.compactMap { member in
      member.value.string.map {
        Predictions.Entry(id: member.key, prediction: .answer($0, nullScore: nil))
      }
    }
    return texts.count == object.members.count ? texts : try lines(bytes)
  }

  private func addNullOdds(
    of file: String, to entries: inout [Predictions.Entry]
  ) throws {
    let (_, bytes) = try open(file)
    guard let odds = (try? JSONValue.parse(bytes))?.object else { throw EvaluationFault.nullOdds(file: file) }
    for place in entries.indices {
      guard case .answer(let text, _) = entries[place].prediction, let id = entries[place].id else {
        continue
      }
      guard let score = odds[id]?.double else { throw EvaluationFault.nullOdds(file: file) }
      entries[place].prediction = .answer(text, nullScore: score)
    }
  }

  // MARK: Other formats

  private func sentences(_ bytes: [UInt8]) throws -> [Predictions.Entry] {
    let reader = CoNLLUReader(MemorySource(bytes), file: 0, gold: gold.column)
    return try records(reader).map { record in
      var tags: [String?] = []
      if case .tags(let values)? = record.gold { tags = values }
      var places: [Range<Int>]?
      if gold.isRaw, let sentence = record.carrier as? CoNLLUSentence { places = sentence.placedWords }
      return Predictions.Entry(
        id: record.id.flatMap(\.identifierText), prediction: .tags(tags, places: places))
    }
  }

  /// The labels of a column file: in its last column unless another one is named.
  private func columns(_ bytes: [UInt8]) throws -> [Predictions.Entry] {
    let reader = ColumnReader(
      MemorySource(bytes), file: 0, settings: ReadingSettings(.textOrWords), policy: KeyPolicy(keys: []),
      gold: GoldReading(GoldSelection(.tags, key: settings.key ?? "last"), column: .upos))
    return try records(reader).map { record in
      var tags: [String?] = []
      if case .tags(let values)? = record.gold { tags = values }
      return Predictions.Entry(id: record.id.flatMap(\.identifierText), prediction: .tags(tags, places: nil))
    }
  }

  /// The first of the columns tried that the table has; a table of one column is that column.
  private func table(_ bytes: [UInt8], _ dialect: TableDialect) throws -> [Predictions.Entry] {
    var found: [Record] = []
    var fault: (any Error)?
    for key in keys + (settings.key == nil ? ["text"] : []) {
      var selection = FieldSelection(.text)
      selection.text = key
      let reader = TableReader(
        MemorySource(bytes), file: 0, dialect: dialect, selection: selection, policy: KeyPolicy(keys: []))
      do {
        found = try records(reader)
        fault = nil
        break
      } catch {
        fault = fault ?? error
      }
    }
    if let fault {
      guard case .records(let error)? = (fault as? UnreadableInput)?.fault, error.tableColumns != nil else {
        throw fault
      }
      throw EvaluationFault.noPrediction(keys: keys, line: 1, file: settings.file)
    }
    return found.map { record in
      Predictions.Entry(id: record.id.flatMap(\.identifierText), prediction: .label(record.fields.label))
    }
  }

  private func textLines(_ bytes: [UInt8]) throws -> [Predictions.Entry] {
    try records(TextReader(MemorySource(bytes), file: 0, size: .line, shape: .text)).map { record in
      Predictions.Entry(prediction: .label(record.fields.label))
    }
  }
}

extension Fields {
  /// The text of a cell or a line that holds a label.
  fileprivate var label: String {
    guard case .text(let text) = self else { return "" }
    let bytes = Array(text.utf8)
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
    let end = bytes.lastIndex { $0 > 0x20 } ?? start - 1
    return String(decoding: bytes[start..<max(start, end + 1)], as: UTF8.self)
  }
}
