import Annotations
import ArgumentParser
import Checkpoints
import Commands
import Compute
import Encoders
import Tasks

/// `bertrun convert`.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write task folders that share one encoder, optionally quantised, or one plain checkpoint.",
    discussion: """
      Several checkpoints must have exactly the same encoder. With --check the loss of every task is \
      measured on gold, against the same checkpoints in f32, and recorded in its card together with the costliest \
      matrices; a loss over the limit exits with 65. --precision auto uses what the card records.

        $ bertrun convert -m tag -m qa -m pair -o tasks --int8
        $ bertrun convert -m ner -o ner-int8 --int8 --check dev.conllu
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A checkpoint or task folder, or an org/name in the local cache; repeatable.", valueName: "dir"))
  var model: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "dir"))
  var output: String

  @Flag(help: "How the encoder is stored (default: unchanged).")
  var form: StoredForm?

  @Option(help: "The rule that cuts raw text into words for a tagging task: ud-en or pre-tokenizer.")
  var words: TagTask.WordRule?

  @Flag(help: "Write a plain Hugging Face checkpoint that transformers 4 and 5 load.")
  var plain = false

  @Option(
    help: ArgumentHelp(
      "Gold file to measure the loss of --int8 or --bf16 on, as for 'eval'; repeatable.",
      valueName: "[task=]file"))
  var check: [CheckedGold] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Maximum loss per task in points (default: 0.3 in int8, 0.1 in bf16).", valueName: "points"))
  var maxLoss: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Keep the n costliest matrices in bf16.", valueName: "n"))
  var keepBf16: Int?

  func validate() throws {
    if model.isEmpty { throw ValidationError("name a model with -m") }
    if plain, model.count > 1 { throw ValidationError("--plain writes one checkpoint, name one with -m") }
    if plain, form != nil {
      throw ValidationError("--plain keeps the stored form, leave --\(form?.rawValue ?? "") out")
    }
    if !check.isEmpty, form == nil || form == .f32 {
      throw ValidationError("--check measures what --int8 or --bf16 costs, give one of them")
    }
    if check.isEmpty, maxLoss != nil || keepBf16 != nil {
      throw ValidationError("--max-loss and --keep-bf16 belong to --check FILE, give both")
    }
    if let maxLoss, !maxLoss.isFinite {
      throw ValidationError("--max-loss must be a number, not '\(maxLoss)'")
    }
    if let keepBf16 {
      guard form == .int8 else { throw ValidationError("--keep-bf16 belongs to --int8, give both") }
      if keepBf16 < 0 { throw ValidationError("--keep-bf16 must be at least 0, not '\(keepBf16)'") }
    }
  }

  private func checkSettings() -> CheckSettings? {
    guard !check.isEmpty, let form else { return nil }
    let precision: Precision = form == .bf16 ? .bf16 : .int8
    return CheckSettings(
      precision: precision, gold: check.map { ($0.task, $0.file) },
      maximumLoss: maxLoss ?? (precision == .bf16 ? 0.1 : 0.3), kept: keepBf16 ?? 0)
  }

  func run() throws {
    var request = ConvertRequest(models: model, output: output, form: form?.form ?? .stored)
    request.words = words
    request.plain = plain
    request.check = checkSettings()
    leave(convert(request) { print($0, terminator: "") })
  }
}

/// A gold file and the task that it is for, with `=` between them; a task left out is the only one.
struct CheckedGold: ExpressibleByArgument {
  let task: TaskName?
  let file: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, let task = TaskName(rawValue: String(parts[0])), !parts[1].isEmpty {
      (self.task, file) = (task, String(parts[1]))
    } else if argument.isEmpty {
      return nil
    } else {
      (task, file) = (nil, argument)
    }
  }
}

/// The forms that an encoder can be stored in.
enum StoredForm: String, EnumerableFlag {
  case int8, bf16, f32

  /// The form asked for.
  var form: EncoderForm {
    switch self {
    case .int8: .int8(keeping: [])
    case .bf16: .bfloat16
    case .f32: .float32
    }
  }

  static func help(for value: StoredForm) -> ArgumentHelp? {
    switch value {
    case .int8: "Store the encoder in 8 bits, with one scale per output."
    case .bf16: "Store the encoder in bfloat16."
    case .f32: "Store the encoder in 32-bit floats."
    }
  }
}

extension TagTask.WordRule: ExpressibleByArgument {}
