import Checkpoints
import Encoders
import Models
import Tokenizers

/// What `inspect` was asked for.
package struct InspectRequest: Sendable {
  /// The model; without a name the embedded tagger.
  package var model = ModelChoice()
  /// Whether JSON is wanted instead of a text for people.
  package var json = false

  /// A request with every setting at its default.
  package init() {}
}

/// Describes what a checkpoint or task folder holds, and what of it would not load and why. `write` gets the text; a model
/// that would not load exits as a bad model does.
package func inspect(_ request: InspectRequest, write: (String) -> Void) -> CommandEnd {
  command {
    let inspection = Inspection(try request.model.folder(of: .tag))
    write(request.json ? String(decoding: inspection.json, as: UTF8.self) : inspection.text)
    return .exit(inspection.problems.isEmpty ? .done : .badConfiguration)
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
    var problems = description.problems.map(\.message)
    var tokenizer: Tokenizer?
    do {
      let encoderFolder = try folder.encoderFolder()
      let loaded = try loadTokenizer(encoderFolder)
      if let fault = loaded.wordsOnlyFault(in: encoderFolder) { problems.append(fault.message) }
      tokenizer = loaded
    } catch {
      problems.append(known(error).message)
    }
    self.tokenizer = tokenizer
    self.problems = problems
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
