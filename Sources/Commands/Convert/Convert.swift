import Checkpoints
import Compute
import Encoders
import Foundation
import Logging
import Tasks

/// What `convert` was asked for.
package struct ConvertRequest: Sendable {
  /// The checkpoints, as `-m` names them.
  package var models: [String]
  /// The folder that is written.
  package var output: String
  /// How the encoder's tensors are stored.
  package var form: EncoderForm
  /// The word rule that `task.json` of a tagging task gets; nil leaves words to the tokenizer.
  package var words: TagTask.WordRule?
  /// Whether a plain Hugging Face checkpoint is written instead of task folders.
  package var plain = false
  /// What the narrower precision is checked on; nil checks nothing.
  package var check: CheckSettings?

  /// A request to make task folders.
  package init(models: [String], output: String, form: EncoderForm) {
    self.models = models
    self.output = output
    self.form = form
  }
}

/// How the loss of a narrower precision is checked.
package struct CheckSettings: Sendable {
  /// The precision.
  package var precision: Precision
  /// Gold files; a task of nil is the only task.
  package var gold: [(task: TaskName?, file: String)]
  /// The most points that a metric may lose.
  package var maximumLoss: Double
  /// How many of the costliest products stay bf16.
  package var kept: Int

  /// Everything that a check needs.
  package init(
    precision: Precision, gold: [(task: TaskName?, file: String)], maximumLoss: Double, kept: Int = 0
  ) {
    self.precision = precision
    self.gold = gold
    self.maximumLoss = maximumLoss
    self.kept = kept
  }
}

/// Makes task folders that share one encoder, or one plain checkpoint. `write` gets the report of a check.
package func convert(_ request: ConvertRequest, write: (String) -> Void) -> CommandEnd {
  let log = Logger.lines()
  return command(log) {
    let environment = ProcessInfo.processInfo.environment
    let folders = try request.models.map { try CheckpointFolder.locate($0, environment: environment) }
    if request.plain {
      let opened = try OpenedCheckpoint(folders[0])
      defer { opened.close() }
      try opened.save(to: request.output)
      log.info("wrote \(request.output): a \(opened.family.title) checkpoint")
      return .exit(.done)
    }
    let sources = folders.map { TaskConversion.Source($0, defaults: .init(words: request.words?.rawValue)) }
    if let check = request.check {
      return .exit(try PrecisionCheckRun(request, check, sources, log: log).run(write))
    }
    let result = try TaskConversion.convert(sources, to: request.output, form: request.form)
    log.info("\(result.message)")
    return .exit(.done)
  }
}
