import Journal
import Records

/// An opened input: the reader of its records and the writers of their annotated form.
package struct RecordSource {
  /// Reads the records.
  package var reader: any RecordReader
  /// Write them back.
  let writers: RecordWriters
  /// The format that was found.
  let format: RecordFormat
  /// The file that it is read from.
  let file: InputFile
  /// Whether reading can go on at a byte of the input that the reader told.
  var isSeekable: Bool
  /// Items that a former run is done with and that are still to be read.
  var skips: Int
}

/// What is read of gold.
package struct GoldReading: Sendable {
  /// The kind of the values, and their key.
  package var selection: GoldSelection
  /// The CoNLL-U column; nil where the task's gold is in none.
  package var column: CoNLLUColumn?
  /// What the model reads of a sentence.
  package var sentences: CoNLLUReader.Input

  /// Gold of a kind.
  package init(_ selection: GoldSelection, column: CoNLLUColumn?, sentences: CoNLLUReader.Input) {
    self.selection = selection
    self.column = column
    self.sentences = sentences
  }
}

/// Where a task's annotation goes.
package struct AnnotationTarget: Sendable {
  /// Its key.
  package var key: String
  /// What it holds.
  package var kind: AnnotationKind
  /// The CoNLL-U column that gets its labels.
  package var column: CoNLLUColumn = .upos

  /// A place under a key.
  package init(key: String, kind: AnnotationKind, column: CoNLLUColumn = .upos) {
    self.key = key
    self.kind = kind
    self.column = column
  }
}

/// Opens inputs as a request asks: decompression, format, reader and writer.
package struct RecordSources: Sendable {
  let reading: ReadingSettings
  let writing: WritingSettings
  /// The annotations of a record, in the order of the tasks.
  let targets: [AnnotationTarget]
  /// How annotations look.
  let style: AnnotationStyle
  /// Whether several inputs go to one output.
  var isJoined = false
  /// What the files beside the output hold.
  var besides: [BesideFile.Content] = []
  /// Elements of a vector, where the annotation holds one.
  var vectorWidth = 0

  /// What is read of gold beside the fields; nil outside of evaluation.
  package var gold: GoldReading?

  /// Inputs that are read and written back as settings say.
  package init(
    _ reading: ReadingSettings, _ writing: WritingSettings, _ targets: [AnnotationTarget],
    style: AnnotationStyle,
    isJoined: Bool = false, besides: [BesideFile.Content] = [], vectorWidth: Int = 0
  ) {
    self.reading = reading
    self.writing = writing
    self.targets = targets
    self.style = style
    self.isJoined = isJoined
    self.besides = besides
    self.vectorWidth = vectorWidth
  }

  /// Inputs that are only read: any writer will do, and a key that is there already does not matter.
  package static func reading(_ reading: ReadingSettings, gold: GoldReading? = nil) -> RecordSources {
    var writing = WritingSettings()
    writing.format = .jsonl
    writing.replace = true
    var sources = RecordSources(reading, writing, [], style: AnnotationStyle())
    sources.gold = gold
    return sources
  }

  /// Opens an input (`-` is standard input) as number `number` of its run, from a journalled position on: at its byte
  /// where the format allows, else the items before it are to be skipped.
  package func open(
    _ input: String, number: Int, from start: JournalPosition? = nil, counter: ByteCounter = ByteCounter()
  ) throws(InputFault) -> RecordSource {
    let file: InputFile
    do throws(JournalError) {
      file = try input == "-" ? .standardInput() : .open(input)
    } catch {
      throw .file(error)
    }
    let opened: OpenedInput
    var reader: any RecordReader
    do throws(RecordsError) {
      opened = try OpenedInput(
        FileSource(file, counter: counter), name: input == "-" ? nil : input, format: reading.format)
      reader = try self.reader(opened, number: number)
    } catch {
      throw .records(error)
    }
    let output = writing.format ?? OutputFormat(of: opened.format)
    guard targets.allSatisfy({ output.holds($0.kind, from: opened.format) }) else {
      throw .cannotWrite(output, from: opened.format)
    }
    if let fault = crowding(output) { throw fault }
    if isJoined, ![.jsonl, .words, .npy].contains(output) { throw .cannotJoin(output) }
    let isSeekable = file.identity != nil && !opened.isGzip && reader.restart != nil
    var skips = start?.records ?? 0
    if isSeekable, let start, start.inputOffset > 0 {
      reader = try linesReader(file, number: number, from: start, counter: counter)
      skips = 0
    }
    return RecordSource(
      reader: reader,
      writers: RecordWriters(
        main: writer(output, input: opened.format),
        besides: besides.map { $0.writer(inputName: isJoined ? input : nil) }),
      format: opened.format, file: file, isSeekable: isSeekable, skips: skips)
  }

  /// A reader of JSON lines that goes on in the middle of a file.
  private func linesReader(
    _ file: InputFile, number: Int, from start: JournalPosition, counter: ByteCounter
  ) throws(InputFault) -> any RecordReader {
    counter.add(start.inputOffset - file.offset)
    do throws(JournalError) {
      try file.seek(to: start.inputOffset)
    } catch {
      throw .file(error)
    }
    return JSONLinesReader(
      FileSource(file, counter: counter), file: number, parser: linesParser, after: start.records,
      offset: start.inputOffset)
  }

  private var linesParser: JSONLinesParser {
    JSONLinesParser(reading.selection, policy: policy, gold: gold?.selection)
  }

  /// Annotations of which such an output has no room for all.
  private func crowding(_ output: OutputFormat) -> InputFault? {
    guard targets.count > 1 else { return nil }
    switch output {
    case .words: return .crowded(output, targets.map(\.key))
    case .conllu:
      for (place, target) in targets.enumerated() {
        let others = targets[..<place].filter { $0.column == target.column }.map(\.key)
        if !others.isEmpty { return .crowded(output, others + [target.key]) }
      }
      return nil
    case .jsonl, .xml, .squad, .tsv, .csv, .npy: return nil
    }
  }

  private var columns: [(key: String, kind: AnnotationKind)] { targets.map { ($0.key, $0.kind) } }

  private var policy: KeyPolicy { KeyPolicy(keys: targets.map(\.key), replace: writing.replace) }

  private func reader(_ opened: OpenedInput, number: Int) throws(RecordsError) -> any RecordReader {
    let selection = reading.selection
    return switch opened.format {
    case .jsonl:
      JSONLinesReader(opened.source, file: number, parser: linesParser)
    case .xml:
      try XMLRecordReader(
        opened.source, file: number, reading.xml, selection: selection, policy: policy, gold: gold?.selection)
    case .conllu:
      CoNLLUReader(opened.source, file: number, input: gold?.sentences ?? .words, gold: gold?.column)
    case .squad: SQuADReader(opened.source, file: number)
    case .tsv:
      TableReader(
        opened.source, file: number, dialect: .tsv, selection: selection, policy: policy,
        columns: reading.columns, gold: gold?.selection)
    case .csv:
      TableReader(
        opened.source, file: number, dialect: .csv, selection: selection, policy: policy,
        columns: reading.columns, gold: gold?.selection)
    case .text: TextReader(opened.source, file: number, size: reading.unit, shape: selection.shape)
    }
  }

  private func writer(_ output: OutputFormat, input: RecordFormat) -> any RecordWriter {
    switch output {
    case .jsonl: JSONLinesWriter(style, replace: writing.replace, passesVerbatim: input == .jsonl)
    case .xml: XMLRecordWriter(replace: writing.replace)
    case .conllu: CoNLLUWriter(columns: targets.map { ($0.key, $0.column) })
    case .squad: SQuADWriter(.predictions)
    case .tsv: TableWriter(.tsv, adding: columns, style: style, replace: writing.replace)
    case .csv: TableWriter(.csv, adding: columns, style: style, replace: writing.replace)
    case .words: WordsWriter(passesVerbatim: input == .text)
    case .npy: NumPyWriter(width: vectorWidth)
    }
  }
}
