import Annotations
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
  /// Whether reading can resume at a byte of the input that the reader reported.
  var isSeekable: Bool
  /// Items that a former run is done with and that are still to be read.
  var skips: Int
  /// What its sources have to say when it was read to its end.
  let notes: ReadNotes

  /// What is to be said about the input that was read to its end.
  var notices: [ReadNotice] { notes.notices + (reader.notice.map { [$0] } ?? []) }
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
  package var isJoined = false
  /// What the files beside the output hold.
  package var besides: [BesideFile.Content] = []
  /// Elements of a vector, where the annotation holds one.
  var vectorWidth = 0

  /// What is read of gold beside the fields; nil outside of evaluation.
  package var gold: GoldReading?

  /// Inputs that are read and written back as settings say.
  package init(
    _ reading: ReadingSettings, _ writing: WritingSettings, _ targets: [AnnotationTarget],
    style: AnnotationStyle, vectorWidth: Int = 0
  ) {
    self.reading = reading
    self.writing = writing
    self.targets = targets
    self.style = style
    self.vectorWidth = vectorWidth
  }

  /// Inputs that are only read: any writer will do, and a key that already exists does not matter.
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
    do throws(RecordsError) {
      opened = try OpenedInput(
        FileSource(file, counter: counter), name: input == "-" ? nil : input, format: reading.format,
        encoding: reading.encoding)
    } catch {
      throw .records(error)
    }
    let output = writing.format ?? opened.format.output
    var plan = plan(number)
    if output == opened.format { plan.policy.columns = targets.map(\.column) }
    var reader = try self.reader(opened.source, opened.format, plan)
    guard targets.allSatisfy({ output.holds($0.kind, from: opened.format) }) else {
      throw .cannotWrite(output, from: opened.format)
    }
    if let keys = output.crowded(targets) { throw .crowded(output, keys) }
    if let error = output.lacks(targets) { throw .records(error) }
    if isJoined, !output.joins { throw .cannotJoin(output) }
    // The files beside an output are keyed as that of SQuAD is.
    let isKeyed = output.isKeyed || besides.contains(.nBest) || besides.contains(.nullOdds)
    if isKeyed { reader = KeyedRecordReader(reader) }
    let isSeekable = file.identity != nil && !opened.isConverted && reader.restart != nil
    var skips = start?.records ?? 0
    if isSeekable, let start, start.inputOffset > 0 {
      counter.add(start.inputOffset - file.offset)
      do throws(JournalError) {
        try file.seek(to: start.inputOffset)
      } catch {
        throw .file(error)
      }
      plan.start = (start.records, start.inputOffset)
      reader = try self.reader(FileSource(file, counter: counter), opened.format, plan)
      skips = 0
    }
    return RecordSource(
      reader: reader,
      writers: RecordWriters(
        main: output.writer(
          WriterPlan(
            targets, style: style, replace: writing.replace, input: opened.format, vectorWidth: vectorWidth)),
        besides: besides.map { $0.writer(inputName: isJoined ? input : nil) }),
      format: opened.format, file: file, isSeekable: isSeekable, skips: skips,
      notes: opened.notes)
  }

  private func plan(_ number: Int) -> ReaderPlan {
    var plan = ReaderPlan(
      reading, policy: KeyPolicy(keys: targets.map(\.key), replace: writing.replace), gold: gold)
    plan.file = number
    return plan
  }

  private func reader(
    _ source: any ByteSource, _ format: RecordFormat, _ plan: ReaderPlan
  ) throws(InputFault) -> any RecordReader {
    do throws(RecordsError) {
      return try format.makeReader(source, plan)
    } catch {
      throw .records(error)
    }
  }
}
