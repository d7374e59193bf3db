import Checkpoints
import Encoders
import Journal
import Records
import Tasks

/// A task, ready to run: how records become windows and scores annotations, and the model between them.
struct LoadedTask {
  /// The task.
  let task: any AnnotationTask
  /// The encoder that it reads; the same object for tasks that share one.
  let encoder: Encoder
  /// The head that it reads; nil where it reads hidden states.
  let head: Head?
  /// What its annotations hold.
  let kind: AnnotationKind
  /// What it needs of a record, where the model decides that.
  let shape: FieldSelection.Shape?
  /// Elements of a vector, where annotations are vectors.
  let vectorWidth: Int
  /// What a user should hear of.
  let warnings: [TaskWarning]
  /// The model's folder, as it was named or found.
  let name: String
  /// The settings of `task.json`, where the model is a task folder.
  let defaults: TaskManifest.Defaults?
  /// Whether the head gives values of a regression.
  let isRegression: Bool
  /// Where the model lies.
  private let source: ModelSource

  /// Loads what a request asks for.
  init(_ request: AnnotateRequest) throws(CommandFault) {
    let engine = try request.computing.engine()
    let source = try ModelSource(request, on: engine.processor)
    var loader = TaskLoader(engine)
    self = try loader.load(request, from: source)
  }

  /// What was made of a model.
  init(_ made: MadeTask, _ model: Model, _ source: ModelSource) {
    task = made.task
    kind = made.kind
    shape = made.shape
    vectorWidth = made.vectorWidth
    warnings = made.warnings
    encoder = model.encoder
    head = model.heads.first?.head
    name = model.folder.name
    defaults = model.manifest?.defaults
    isRegression = model.heads.first?.problemType == .regression
    self.source = source
  }

  /// The model as the one task reads it.
  var model: TaskModel { TaskModel(encoder: encoder, head: head) }

  /// What the journal of a run over `inputs` is bound to: inputs, model and the settings that the output depends on.
  func binding(of request: AnnotateRequest, inputs: [String]) throws(JournalError) -> RunBinding {
    var binding = RunBinding()
    for input in inputs where input != "-" {
      // An input that cannot be opened is told when its turn comes; it is part of the binding by its name alone.
      if !InputFile.isStream(input), let file = try? InputFile.open(input) {
        try binding.add(input: file)
      } else {
        binding.add("input", input)
      }
    }
    binding.add("model", source.fingerprint)
    binding.add("precision", source.precision.rawValue)
    binding.add("settings", "\(request.task) \(request.reading) \(request.writing) \(request.decoding)")
    return binding
  }
}
