import Checkpoints
import Encoders
import Foundation
import Logging
import Tokenizers

/// What `inspect` was asked for.
package struct InspectRequest: Sendable {
  /// The model folder or name; nil is the embedded tagger.
  package var model: String?
  /// The folder of embedded tasks; nil searches the usual places.
  package var tasksDirectory: String?
  /// Whether JSON is wanted instead of a text for people.
  package var json = false

  /// A request with every setting at its default.
  package init() {}
}

/// Tells what a checkpoint or task folder holds, and what of it would not load and why. `write` gets the text; a model
/// that would not load exits as a bad model does.
package func inspect(_ request: InspectRequest, write: (String) -> Void) -> ExitStatus {
  let log = Logger(label: "bertrun") { _ in LogLine(json: false) }
  let environment = ProcessInfo.processInfo.environment
  do throws(CheckpointError) {
    let folder: CheckpointFolder
    if let name = request.model {
      folder = try CheckpointFolder.locate(name, environment: environment)
    } else {
      folder = try EmbeddedTasks(asked: request.tasksDirectory, environment: environment).folder(of: .tag)
    }
    let inspection = Inspection(folder)
    write(request.json ? String(decoding: inspection.json, as: UTF8.self) : inspection.text)
    return inspection.problems.isEmpty ? .done : .badConfiguration
  } catch {
    log.error("\(Wording.of(error))")
    return .badConfiguration
  }
}

/// A checkpoint's description together with its tokenizer's.
struct Inspection {
  /// What the files hold.
  let description: CheckpointDescription
  /// The tokenizer; nil when it would not load.
  let tokenizer: Tokenizer?
  /// What would not load, in words.
  let problems: [String]

  /// Looks into a folder.
  init(_ folder: CheckpointFolder) {
    description = CheckpointDescription(folder)
    var problems = description.problems.map { Wording.of($0) }
    var tokenizer: Tokenizer?
    do throws(CommandFault) {
      tokenizer = try loadTokenizer(Self.encoderFolder(folder))
    } catch {
      problems.append(Wording.of(error))
    }
    self.tokenizer = tokenizer
    self.problems = problems
  }

  private static func encoderFolder(_ folder: CheckpointFolder) throws(CommandFault) -> CheckpointFolder {
    guard folder.isTask else { return folder }
    do throws(CheckpointError) {
      return try folder.encoderFolder(of: try folder.manifest())
    } catch {
      throw .checkpoint(error)
    }
  }

  /// The longest sequence that both the positions and the tokenizer allow.
  var maximumLength: Int? {
    [description.limits?.positions, tokenizer?.modelMaximumLength].compactMap(\.self).min()
  }

  /// What is odd, yet no error.
  var warnings: [String] { configurationWarnings + tokenizerWarnings }

  private var tokenizerWarnings: [String] {
    guard let tokens = tokenizer?.vocabularySize, let rows = description.architecture?.embedding.vocabulary,
      tokens > rows
    else { return [] }
    return [
      "the tokenizer has \(tokens) tokens and the model vectors for \(rows); texts with the others are rejected"
    ]
  }

  private var configurationWarnings: [String] {
    description.warnings.map { warning in
      switch warning {
      case .labelsDisagree(let label, let id2label, let label2id):
        "'label2id' gives '\(label)' the id \(label2id), 'id2label' "
          + (id2label.map { "\($0)" } ?? "none") + "; the latter is followed"
      }
    }
      + (tokenizer?.overrides ?? []).map {
        ($0.isDefault
          ? "tokenizer_config.json does not have '\($0.key)', which transformers takes for \($0.value)"
          : "tokenizer_config.json sets '\($0.key)' to \($0.value)")
          + ", tokenizer.json has \($0.replaced); the former is followed"
      }
  }
}
