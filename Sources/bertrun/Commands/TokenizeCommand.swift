import ArgumentParser
import Commands

/// `bertrun tokenize`.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Token ids and exact offsets, as the model reads them; needs no weights.",
    discussion: """
      Reads 'tokens', two texts or one text of each record and adds 'tokenize': tokens, ids, type_ids, offsets, \
      word_ids, sequence_ids, special; with --window a list of those.

        $ echo '{"text":"Where is Iguazu?"}' | bertrun tokenize
      """)

  @OptionGroup(title: "Input") var input: InputOptions<AnyFields>
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Bad records") var failures: FailureOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A checkpoint or task folder, or an org/name in the local cache (default: the embedded encoder).",
      valueName: "dir"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "Folder of embedded tasks (default: searched for beside the binary).", valueName: "dir"))
  var tasks: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Output file, replaced as a whole at the end (default: standard output).", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Key of the annotation (default: tokenize).", valueName: "key"))
  var into: String?

  @Flag(help: "Replace an annotation whose key already exists.")
  var replace = false

  @Flag(help: "Resume an interrupted run from its journal; a finished one is skipped.")
  var resume = false

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Worker threads (default: one per core).", valueName: "n"))
  var threads: Int?

  @Option(help: "Unit of offsets: codepoints, utf8 or utf16.")
  var offsets: OffsetUnit = .codepoints

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1, not '\(threads)'") }
    if windows.overlap != nil, windows.window == nil { throw ValidationError("--overlap needs --window") }
  }

  func run() throws {
    var request = TokenizeRequest()
    request.inputs = input.inputs.isEmpty ? ["-"] : input.inputs
    request.output.file = output
    request.model.name = model
    request.model.tasksDirectory = tasks
    input.apply(to: &request.reading)
    request.output.writing.key = into
    request.output.writing.replace = replace
    request.output.writing.format = .jsonl
    request.window = windows.window
    request.overlap = windows.overlap
    request.output.resume = resume
    request.threads = threads
    request.offsets = offsets.unit
    request.failing = failures.failing
    request.reporting = reporting.reporting
    leave(tokenize(request))
  }
}
