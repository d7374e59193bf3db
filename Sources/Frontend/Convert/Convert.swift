import Checkpoints
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

  /// A request to make task folders.
  package init(models: [String], output: String, form: EncoderForm) {
    self.models = models
    self.output = output
    self.form = form
  }
}

/// Makes task folders that share one encoder, or one plain checkpoint.
package func convert(_ request: ConvertRequest) -> ExitStatus {
  let log = Logger(label: "bertrun") { _ in LogLine(json: false) }
  do throws(CommandFault) {
    let told = try converted(request)
    log.info("\(told)")
    return .done
  } catch {
    log.error("\(Wording.of(error))")
    return error.status
  }
}

private func converted(_ request: ConvertRequest) throws(CommandFault) -> String {
  var folders: [CheckpointFolder] = []
  do throws(CheckpointError) {
    for model in request.models {
      folders.append(try CheckpointFolder.locate(model, environment: ProcessInfo.processInfo.environment))
    }
  } catch {
    throw .checkpoint(error)
  }
  do throws(ModelError) {
    if request.plain {
      let opened = try OpenedCheckpoint(folders[0])
      defer { opened.close() }
      try opened.save(to: request.output)
      return "wrote \(request.output): a \(opened.family.title) checkpoint"
    }
    let sources = folders.map { TaskConversion.Source($0, defaults: .init(words: request.words?.rawValue)) }
    let result = try TaskConversion.convert(sources, to: request.output, form: request.form)
    let matrices = result.quantized.isEmpty ? "" : " (\(result.quantized.count) matrices in 8 bits)"
    return "wrote \(result.encoder)\(matrices) and \(result.tasks.joined(separator: ", "))"
  } catch {
    throw .model(error)
  }
}
