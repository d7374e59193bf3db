import Annotations
import Checkpoints
import Files
import Models
import Records
import Reporting
import Runs
import Tasks
import Tokenizers

/// What a job file asks for: many inputs, many tasks, and where the outputs go. Paths are as they are written, relative to
/// the file's folder.
package struct Job: Sendable {
  /// The job file, as it was named.
  package var file = ""
  /// The inputs of every task that names none of its own: patterns, folders and files.
  package var inputs: [JobText] = []
  /// Patterns of files that are no inputs.
  package var excluded: [JobText] = []
  /// The tasks, in the order of their annotations.
  package var tasks: [JobTask] = []
  /// The folder of the encoder that all tasks must share; nil where any will do.
  package var encoder: JobText?
  /// The folder of embedded tasks; nil searches the usual places.
  package var taskFolder: String?
  /// Where outputs go and how they look.
  package var output = JobOutputKeys()
  /// How the inputs are read; fields are each task's own.
  package var reading = JobReadingKeys()
  /// Numbers and threads.
  package var computing = ComputingSettings()
  /// What happens to records that cannot be annotated.
  package var failing = FailingSettings()
  /// What is reported.
  package var reporting = ReportingSettings()
  /// The settings outside of tasks that outputs depend on, as they were written.
  package var settings: [JobSetting] = []

  /// The folder that paths in the file are relative to; empty for the current one.
  package var folder: String {
    let parent = parentFolder(of: file)
    return parent == "." ? "" : parent
  }

  /// A path of the file, from the current folder on.
  package func path(_ path: String) -> String { joinedPath(folder, path) }
}

/// A task of a job.
package struct JobTask: Sendable {
  /// What is done.
  package var task: TaskName
  /// The model; nil is the embedded task.
  package var model: String?
  /// The annotation's key; nil is the task's name.
  package var into: String?
  /// Its own inputs; nil for those of the job.
  package var inputs: [JobText]?
  /// Whether a record may lack what the task reads.
  package var isOptional = false
  /// The keys of its fields.
  package var text: String?
  /// The key of the question.
  package var question: String?
  /// The key of the context.
  package var context: String?
  /// The keys of two texts.
  package var pair: [String]?
  /// The CoNLL-U column that gets its labels.
  package var column: CoNLLUColumn = .upos
  /// Hugging Face's grouping of tokens.
  package var aggregation: Aggregation?
  /// Windows and decoding.
  package var decoding = DecodingSettings()
  /// The settings that its annotations depend on, as they were written.
  package var settings: [JobSetting] = []
  /// Its line in the file.
  package var line = 1
  /// Its column in the file.
  package var placeColumn = 1

  /// A task with every setting at its default.
  package init(_ task: TaskName) { self.task = task }

  /// The annotation's key.
  package var key: String { into ?? task.rawValue }

  /// Which fields of a record the task reads.
  package var selection: FieldSelection {
    var selection = FieldSelection(decoding.labels == nil ? task.shape : .text)
    selection.text = text
    selection.question = question
    selection.context = context
    selection.pair = pair.map { ($0[0], $0[1]) }
    selection.isOptional = isOptional
    return selection
  }
}

/// Where a job's outputs go and how they look.
package struct JobOutputKeys: Sendable {
  /// The folder.
  package var directory = ""
  /// The template of their names, and its place.
  package var name = JobText(text: OutputName.standard, line: 1, column: 1)
  /// The folder of rejected records; nil puts them beside the outputs.
  package var rejects: String?
  /// How annotations are written; keys and columns are each task's own.
  package var writing = WritingSettings()
  /// Names and shapes of an annotation's parts.
  package var schema: AnnotationStyle.Schema = .own
  /// Whether raw scores are written.
  package var logits = false
  /// The unit of offsets.
  package var offsets: OffsetMap.Unit = .codePoints
}

/// How a job's inputs are read.
package struct JobReadingKeys: Sendable {
  /// The format; nil finds it out.
  package var format: RecordFormat?
  /// The key of identifiers.
  package var id: String?
  /// Columns, delimiter and header of tables.
  package var table = TableSettings()
  /// The unit of plain text.
  package var unit: TextUnitSize = .line
  /// The encoding of inputs; nil is UTF-8.
  package var encoding: String?
  /// Patterns of the XML elements that are records.
  package var xmlRecords: [JobText] = []
  /// Patterns of XML elements that are skipped.
  package var xmlSkipped: [JobText] = []
}

extension Job {
  /// What is asked of one of the tasks.
  func settings(of task: JobTask) -> TaskSettings {
    var settings = TaskSettings(task.task)
    settings.schema = output.schema
    settings.decoding = task.decoding
    settings.decoding.logits = output.logits
    settings.decoding.offsets = output.offsets
    settings.decoding.takesOneText = task.text != nil
    if task.task == .tag, output.schema == .huggingFace {
      settings.decoding.aggregation = task.aggregation ?? Aggregation.none
    }
    return settings
  }

  /// The model of one of the tasks.
  func model(of task: JobTask) -> ModelChoice {
    var choice = ModelChoice()
    choice.name = task.model.map(modelName)
    choice.tasksDirectory = taskFolder.map(path)
    return choice
  }

  /// How inputs are read for these fields.
  func readingSettings(_ selection: FieldSelection) -> ReadingSettings {
    var settings = ReadingSettings(selection.shape)
    settings.selection = selection
    settings.selection.id = reading.id
    settings.format = reading.format
    settings.table = reading.table
    settings.unit = reading.unit
    settings.encoding = reading.encoding
    settings.xml = XMLSettings(
      records: reading.xmlRecords.map(\.text), skipped: reading.xmlSkipped.map(\.text))
    return settings
  }

  /// A folder beside the job file where there is one, else the name of a model in the local cache.
  private func modelName(_ name: String) -> String {
    let besides = path(name)
    return resolvedPath(besides) == nil && ModelName.isValid(name) ? name : besides
  }
}
