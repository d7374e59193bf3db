import ArgumentParser
import Checkpoints
import Commands
import Compute

/// `bertrun bench`.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract:
      "How fast a model runs here: tokens per second by length, share of the processor's peak, time by stage.",
    discussion: """
      Computes batches repeatedly on all threads, from the inputs' texts or, without inputs, from made-up texts of \
      fixed lengths. Speed is the median over rounds of batches, with its quartiles; 'of peak' is the speed of the \
      matrix products against the best product of the model's own sizes, measured in the same run.

        $ bertrun bench
        $ bertrun bench -m ./bert-ner --precision bf16 reviews.jsonl
      """)

  @OptionGroup(title: "Input") var input: InputOptions<AnyFields>

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A Hugging Face checkpoint folder, a task folder, or an org/name in the local Hugging Face cache "
        + "(default: the embedded task).", valueName: "dir"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "Folder of embedded tasks (default: searched for beside the binary).", valueName: "dir"))
  var tasks: String?

  @Option(
    help: ArgumentHelp(
      "The task: tag, qa, pair, fill-mask, nsp or embed (default: the model's first).", valueName: "name"))
  var task: TaskName?

  @Option(
    help: ArgumentHelp(
      "Precision of the products: f32, bf16 or int8; repeatable (default: all that the processor supports natively).",
      valueName: "name"))
  var precision: [Precision] = []

  @Option(parsing: .unconditional, help: ArgumentHelp("Threads (default: one per core).", valueName: "n"))
  var threads: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens per batch (default: the measured best).", valueName: "n"))
  var batchTokens: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Minimum number of batches per figure.", valueName: "n"))
  var batches = 30

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Minimum number of seconds per figure.", valueName: "s"))
  var seconds = 1.0

  @OptionGroup(title: "Windows") var windows: WindowOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    for (name, value) in [("--threads", threads), ("--batch-tokens", batchTokens), ("--batches", batches)] {
      if let value, value < 1 { throw ValidationError("\(name) must be at least 1, not '\(value)'") }
    }
    guard seconds.isFinite, seconds >= 0 else {
      throw ValidationError("--seconds must be a number from 0 on, not '\(seconds)'")
    }
  }

  func run() throws {
    var request = BenchRequest()
    request.task = task
    request.inputs = input.inputs
    request.model.name = model
    request.model.tasksDirectory = tasks
    input.apply(to: &request.reading)
    request.decoding.window = windows.window
    request.decoding.overlap = windows.overlap
    request.computing.threads = threads
    request.computing.batchTokens = batchTokens
    request.precisions = precision
    request.batches = batches
    request.seconds = seconds
    request.json = json
    leave(bench(request) { print($0, terminator: "") })
  }
}

extension TaskName: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
