import ArgumentParser
import Encoders
import Frontend
import Tasks

/// `bertrun convert`.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Make task folders that share one encoder, quantised if asked; or one plain checkpoint.",
    discussion: """
      Several checkpoints must have the same encoder, number for number.

        $ bertrun convert -m tag -m qa -m pair -o tasks --int8
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A checkpoint or task folder, or an org/name in the local cache; repeatable.", valueName: "dir"))
  var model: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "dir"))
  var output: String

  @Flag(help: "How the encoder is stored (default: as it is).")
  var form: StoredForm?

  @Option(help: "The rule that cuts raw text into words for a tagging task: ud-en or pre-tokenizer.")
  var words: TagTask.WordRule?

  @Flag(help: "Write a plain Hugging Face checkpoint that transformers 4 and 5 load.")
  var plain = false

  func validate() throws {
    if model.isEmpty { throw ValidationError("name a model with -m") }
    if plain, model.count > 1 { throw ValidationError("--plain writes one checkpoint, name one with -m") }
    if plain, form != nil {
      throw ValidationError("--plain keeps the stored form, leave --\(form?.rawValue ?? "") out")
    }
  }

  func run() throws {
    var request = ConvertRequest(models: model, output: output, form: form?.form ?? .stored)
    request.words = words
    request.plain = plain
    try leave(with: convert(request))
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
    case .int8: "Store the encoder in 8 bits, a scale an output."
    case .bf16: "Store the encoder in bfloat16."
    case .f32: "Store the encoder in 32-bit floats."
    }
  }
}

extension TagTask.WordRule: ExpressibleByArgument {}
