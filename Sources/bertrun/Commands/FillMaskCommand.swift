import ArgumentParser
import Commands

/// `bertrun fill-mask`.
struct FillMaskCommand: AnnotatingCommand {
  static let configuration = CommandConfiguration(
    commandName: "fill-mask",
    abstract: "Candidates for each mask of a text.",
    discussion: """
      Reads 'text' or 'sentence' of each record, which must contain the model's mask token, and adds 'fill-mask', a \
      list with one entry per mask. Masks are filled independently of one another.

        $ echo '{"text":"Paris is the [MASK] of France."}' | bertrun fill-mask -m DIR
      """)

  @OptionGroup(title: "Input") var input: InputOptions<TextFields>
  @OptionGroup(title: "Output") var writing: WritingOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Bad records") var failures: FailureOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  @Option(parsing: .unconditional, help: ArgumentHelp("Candidates per mask.", valueName: "n"))
  var topK: Int = 5

  @Option(
    help: ArgumentHelp(
      "The only candidates, as the vocabulary spells them; any other word is represented by its first piece.",
      valueName: "a,b,…"))
  var targets: NameList?

  func validate() throws {
    if topK < 1 { throw ValidationError("--top-k must be at least 1, not '\(topK)'") }
  }

  func request() -> AnnotateRequest {
    var request = baseRequest(.fillMask)
    request.task.decoding.topK = topK
    request.task.decoding.targets = targets?.names
    return request
  }
}
