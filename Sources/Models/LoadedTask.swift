import Checkpoints
import Encoders
import Faults
import Records
import Tasks
import Tokenizers

/// A task, ready to run: how records become windows and scores annotations, and the model between them.
package struct LoadedTask {
  /// The task and what its annotations hold.
  package let configured: ConfiguredTask
  /// The encoder that it reads; the same object for tasks that share one.
  package let encoder: Encoder
  /// The head that it reads; nil where it reads hidden states.
  package let head: Head?
  /// Where the model lies.
  package let source: ModelSource
  /// The model's folder, as it was named or found.
  package let name: String
  /// The settings of `task.json`, where the model is a task folder.
  package let defaults: TaskManifest.Defaults?
  /// Whether the head gives values of a regression.
  package let isRegression: Bool
  /// Why the task takes words and no raw text; nil where it takes both.
  package let takesWordsOnly: (any Fault)?

  /// Loads one task.
  package init(_ settings: TaskSettings, _ choice: ModelChoice, _ computing: ComputingSettings) throws {
    let engine = try computing.engine()
    let source = try ModelSource(
      choice, task: settings.task, precision: computing.precision, on: engine.processor)
    var loader = TaskLoader(engine)
    self = try loader.load(settings, from: source)
  }

  /// A task of a model in memory.
  package init(_ settings: TaskSettings, _ model: Model) throws {
    var choice = ModelChoice()
    choice.name = model.folder.path
    let source = try ModelSource(
      choice, task: settings.task, precision: model.encoder.precision, on: model.encoder.engine.processor)
    let tokenizer = try loadTokenizer(model.encoderFolder)
    let configured = try settings.task.entry.make(
      TaskSetup(settings, model: model, tokenizer: tokenizer))
    self.init(configured, model, source, tokenizer)
  }

  /// A task that was configured for a model.
  init(_ configured: ConfiguredTask, _ model: Model, _ source: ModelSource, _ tokenizer: Tokenizer) {
    self.configured = configured
    encoder = model.encoder
    head = model.heads.first?.head
    name = model.folder.name
    defaults = model.manifest?.defaults
    isRegression = model.heads.first?.problemType == .regression
    self.source = source
    takesWordsOnly = tokenizer.wordsOnlyFault(in: model.encoderFolder)
  }

  /// The model as the one task reads it.
  package var model: TaskModel { TaskModel(encoder: encoder, head: head) }
}
