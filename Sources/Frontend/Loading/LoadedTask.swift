import Checkpoints
import Compute
import Encoders
import Foundation
import Journal
import Records
import Tasks
import Tokenizers

/// A task, ready to run: how records become windows and scores annotations, and the model between them.
struct LoadedTask {
  /// The task.
  let task: any AnnotationTask
  /// The model that it reads.
  let model: TaskModel
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
  /// What a journal is bound to on the model's side.
  private let fingerprint: Fingerprint

  /// Loads what a request asks for.
  init(_ request: AnnotateRequest) throws(CommandFault) {
    let folder = try modelFolder(request)
    let model = try loadModel(folder, request)
    let tokenizer = try loadTokenizer(model.encoderFolder)
    let factory = TaskFactory(request: request, model: model, tokenizer: tokenizer)
    let made = try factory.make()
    task = made.task
    kind = made.kind
    shape = made.shape
    vectorWidth = made.vectorWidth
    warnings = made.warnings
    self.model = TaskModel(encoder: model.encoder, head: model.heads.first?.head)
    name = folder.name
    defaults = model.manifest?.defaults
    isRegression = model.heads.first?.problemType == .regression
    fingerprint = try modelFingerprint(model)
  }

  /// What the journal of a run over `inputs` is bound to: inputs, model and the settings that the output depends on.
  func binding(of request: AnnotateRequest, inputs: [String]) throws(JournalError) -> RunBinding {
    var binding = RunBinding()
    for input in inputs where input != "-" {
      // An input that cannot be opened is told when its turn comes; it is part of the binding by its name alone.
      if let file = try? InputFile.open(input) {
        try binding.add(input: file)
      } else {
        binding.add("input", input)
      }
    }
    binding.add("model", fingerprint)
    binding.add("precision", model.precision.rawValue)
    binding.add("settings", "\(request.task) \(request.reading) \(request.writing) \(request.decoding)")
    return binding
  }
}

/// The folder that `-m` names, or the embedded task's.
private func modelFolder(_ request: AnnotateRequest) throws(CommandFault) -> CheckpointFolder {
  let environment = ProcessInfo.processInfo.environment
  do throws(CheckpointError) {
    guard let name = request.model else {
      return try EmbeddedTasks(asked: request.tasksDirectory, environment: environment).folder(
        of: request.task)
    }
    return try CheckpointFolder.locate(name, environment: environment)
  } catch {
    throw .checkpoint(error)
  }
}

/// The kinds of head that a request reads, the usual one first; most vectors need none.
private func wantedHeads(_ request: AnnotateRequest) -> [[HeadKind]] {
  if request.task == .embed, request.decoding.pooling != .pooler { return [] }
  return [HeadKind.kinds(for: request.task)]
}

private func loadModel(
  _ folder: CheckpointFolder, _ request: AnnotateRequest
) throws(CommandFault) -> Model {
  let engine: Engine
  do throws(ComputeError) {
    engine = Engine(try Processor.chosen())
    if let precision = request.computing.precision, !engine.processor.supports(precision) {
      throw .missingPrecision(precision, engine.processor.instructionSet)
    }
  } catch {
    throw .compute(error)
  }
  var loader = ModelLoader(engine)
  do throws(ModelError) {
    return try loader.load(
      folder, heads: wantedHeads(request),
      precision: request.computing.precision.map { .fixed($0) } ?? .auto)
  } catch {
    throw .model(error)
  }
}

/// By what a model is recognised: the size, time and beginning of each of its files.
private func modelFingerprint(_ model: Model) throws(CommandFault) -> Fingerprint {
  var text = ""
  for folder in [model.folder, model.encoderFolder] {
    for file in folder.files.sorted() {
      do throws(JournalError) {
        guard let identity = try InputFile.open(folder.path(of: file)).identity else { continue }
        text += "\(file) \(identity.size) \(identity.modified.seconds) \(identity.beginning)\n"
      } catch {
        throw .output(error)
      }
    }
  }
  return Fingerprint(of: Array(text.utf8))
}
