import Checkpoints
import Compute
import Encoders
import Faults
import Files
import Journal
import Models
import Tokenizers
import Training

/// The model that is trained on: its files are open and understood, nothing is packed.
struct BaseModel {
  /// The checkpoint.
  let opened: OpenedCheckpoint
  /// Its tokenizer.
  let tokenizer: Tokenizer
  /// The tokens that it takes.
  let limit: Int
  /// Files, sizes and times, by which it is known again.
  let fingerprint: String

  /// The longest window of a model without limit.
  private static let unlimitedWindow = 512

  /// Opens the model of a recipe: what it names, else the embedded encoder, which lies beside the embedded tasks.
  init(_ recipe: Recipe) throws {
    var choice = ModelChoice()
    choice.name = recipe.model
    let task = recipe.tasks.first?.task ?? .tag
    let folder = try choice.folder(of: task)
    opened = try OpenedCheckpoint(folder, wanted: recipe.tasks.flatMap(\.task.heads))
    tokenizer = try loadTokenizer(opened.encoderFolder)
    let limits = try ModelLimits(
      opened.architecture, folder: opened.encoderFolder, tokenizer: tokenizer.modelMaximumLength)
    limit = limits.maximumLength ?? Self.unlimitedWindow
    fingerprint = try Fingerprint(ofFilesIn: [folder, opened.encoderFolder]).description
  }

  /// The form of the head that a task trains.
  func form(for task: RecipeTask) throws(TrainingFault) -> HeadForm {
    let kind = task.task.heads.first
    guard let form = opened.forms.first(where: { $0.kind == kind }) else {
      throw .noHead(task: task.label, family: opened.family.title)
    }
    return form
  }

  /// The labels of the checkpoint's own head of a form; nil where it has none, or no names for its outputs.
  func ownLabels(of form: HeadForm) -> [String]? {
    guard opened.heads.contains(form), let labels = try? opened.labels(of: form), !labels.isEmpty,
      opened.manifest != nil || opened.config.namesLabels
    else { return nil }
    return labels
  }

  /// The rates of dropout that `config.json` says, or that a recipe says instead.
  func dropout(_ recipe: Recipe) throws -> DropoutRates {
    if let rate = recipe.dropout {
      return DropoutRates(hidden: Float(rate), attention: Float(rate), classifier: Float(rate))
    }
    let config = opened.config
    // ALBERT's configuration class drops nothing unless it is set.
    let usual = opened.family.modelType == "albert" ? 0 : 0.1
    func rate(_ keys: [String], _ fallback: Double) throws -> Float {
      for key in keys where config.json[key]?.double != nil {
        return Float(try config.number(key, default: fallback))
      }
      return Float(fallback)
    }
    let hidden = try rate(["hidden_dropout_prob", "dropout"], usual)
    return DropoutRates(
      hidden: hidden, attention: try rate(["attention_probs_dropout_prob", "attention_dropout"], usual),
      classifier: try rate(["classifier_dropout", "classifier_dropout_prob"], Double(hidden)))
  }
}
