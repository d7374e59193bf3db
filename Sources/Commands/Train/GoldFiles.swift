import Annotations
import Files
import Records
import Runs
import Tasks
import Training

/// The files of a head with their gold, read as `eval` reads them.
struct GoldFiles {
  /// The files.
  let files: [String]
  private let sources: RecordSources
  private let column: CoNLLUColumn

  /// What happens to a record.
  enum Item {
    /// It was read.
    case record(Record, RecordName)
    /// It cannot be read.
    case reject(Reject)
  }

  /// The files that a head learns from, or is measured on.
  init(_ files: [String], _ task: RecipeTask) throws(TrainingFault) {
    guard !files.contains("-") else { throw .standardInput }
    self.files = files
    column = task.column
    let gold = task.task.entry.evaluation.map { evaluation in
      GoldReading(
        GoldSelection(evaluation.gold, key: task.goldKey),
        column: evaluation.gold == .tags ? task.column : nil)
    }
    sources = .reading(task.reading, gold: gold)
  }

  /// Hands each record to `take`, in order; throws where a file cannot be read to its end.
  func read(_ take: (Item) throws -> Void) throws {
    var reader = InputReader(sources, inputs: files, counter: ByteCounter())
    while let item = reader.next() {
      switch item.event {
      case .opened, .read(.verbatim, _), .read(.header, _): break
      case .read(.reject(let reject), _): try take(.reject(reject))
      case .read(.record(var record), _):
        record.gold = filled(record.gold)
        let name = RecordName(
          file: item.origin.file, line: record.place.line, id: record.id?.identifierText)
        try take(.record(record, name))
      case .closed(let fault):
        if let fault, fault.endsEarly { throw UnreadableInput(fault, files[item.origin.file]) }
      }
    }
  }

  /// In MISC, where treebanks keep spans, a word without the key is outside of all.
  private func filled(_ gold: Gold?) -> Gold? {
    guard case .misc = column, case .tags(let tags) = gold else { return gold }
    return .tags(tags.map { $0 ?? SpanLabels.outside })
  }
}

extension RecipeTask {
  /// How its files are read.
  var reading: ReadingSettings {
    var reading = ReadingSettings(task.shape)
    reading.format = format
    reading.table.columns = columns
    reading.selection.text = text
    reading.selection.question = question
    reading.selection.context = context
    reading.selection.pair = pair.map { ($0[0], $0[1]) }
    return reading
  }
}
