import Annotations
import ArgumentParser
import Commands
import Records
import Runs
import Tokenizers

/// Where annotations go and how they look.
struct WritingOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Output file, replaced as a whole at the end; compressed if its name ends in .gz or .zst (default: standard output).",
      valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Folder for one output per input.", valueName: "dir"))
  var outputDir: String?

  @Option(
    help:
      "Output format, if it can hold the task: jsonl, conllu, columns, squad, words or npy (default: the input's own)."
  )
  var to: TargetFormat?

  @Option(help: ArgumentHelp("Key of the annotation (default: the task's name).", valueName: "key"))
  var into: String?

  @Flag(help: "Replace an annotation whose key already exists.")
  var replace = false

  @Flag(help: "Also write raw scores.")
  var logits = false

  @Option(help: "Names of an annotation's parts: own, or hf for those of Hugging Face's pipelines.")
  var schema: SchemaName = .own

  @Option(help: "Unit of offsets: codepoints, utf8 or utf16.")
  var offsets: OffsetUnit = .codepoints

  @Option(
    help: ArgumentHelp(
      "Column of the labels: upos, xpos or misc:KEY of CoNLL-U, a number or a name of a column file (default: a new one).",
      valueName: "column"))
  var column: CoNLLUColumn = .upos

  @Flag(help: "Resume an interrupted run from its journal; a finished one is skipped.")
  var resume = false

  func validate() throws {
    if output != nil, outputDir != nil { throw ValidationError("give --output or --output-dir, not both") }
  }

  /// The settings that the flags ask for; vectors go into an array where the file's name says so.
  var settings: OutputSettings {
    var settings = OutputSettings()
    settings.file = output
    settings.directory = outputDir
    settings.resume = resume
    settings.writing.format = to?.format
    settings.writing.key = into
    settings.writing.replace = replace
    settings.writing.column = column
    return settings
  }
}

/// A format that other formats can be written as.
struct TargetFormat: ExpressibleByArgument {
  static let allValueStrings = RecordFormat.all.filter(\.isTarget).map(\.name)

  /// The format asked for.
  let format: RecordFormat

  init?(argument: String) {
    guard let format = RecordFormat(named: argument), format.isTarget else { return nil }
    self.format = format
  }
}

/// Names of an annotation's parts.
enum SchemaName: String, ExpressibleByArgument, CaseIterable {
  case own, hf

  /// The schema asked for.
  var schema: AnnotationStyle.Schema { self == .hf ? .huggingFace : .own }
}

/// The unit of offsets, as flags spell it.
enum OffsetUnit: String, ExpressibleByArgument, CaseIterable {
  case codepoints, utf8, utf16

  /// The unit.
  var unit: OffsetMap.Unit {
    switch self {
    case .codepoints: .codePoints
    case .utf8: .utf8
    case .utf16: .utf16
    }
  }
}

extension CoNLLUColumn: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
