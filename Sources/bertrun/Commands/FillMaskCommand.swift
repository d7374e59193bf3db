import ArgumentParser
import Commands

/// `bertrun fill-mask`.
struct FillMaskCommand: AnnotatingCommand {
  static let configuration = CommandConfiguration(
    commandName: "fill-mask",
    abstract: "What could stand at each mask of a text.",
    discussion: """
      Reads 'text' or 'sentence' of each record, in which the model's mask token stands at least once, and adds \
      'fill-mask', a list with an entry a mask. Several masks are filled each for itself.

        $ echo '{"text":"Paris is the [MASK] of France."}' | bertrun fill-mask -m DIR
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Output") var writing: WritingOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Bad records") var failures: FailureOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  @Option(help: ArgumentHelp("Candidates a mask.", valueName: "n"))
  var topK: Int = 5

  @Option(
    help: ArgumentHelp(
      "The only candidates, as the vocabulary spells them; of any other word the first piece stands for it.",
      valueName: "a,b,…"))
  var targets: NameList?

  func validate() throws {
    if topK < 1 { throw ValidationError("--top-k wants at least 1, not '\(topK)'") }
  }

  func request() -> AnnotateRequest {
    var request = baseRequest(.fillMask)
    request.task.decoding.topK = topK
    request.task.decoding.targets = targets?.names
    return request
  }
}
