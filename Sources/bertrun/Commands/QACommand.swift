import ArgumentParser
import Commands

/// `bertrun qa`.
struct QACommand: AnnotatingCommand {
  static let configuration = CommandConfiguration(
    commandName: "qa",
    abstract: "The span of a context that answers a question.",
    discussion: """
      Reads 'question' and 'context' of each record and adds 'qa', an object.

        $ echo '{"question":"Who came?","context":"Ana came late."}' | bertrun qa
      """)

  @OptionGroup(title: "Input") var input: InputOptions<QuestionFields>
  @OptionGroup(title: "Output") var writing: WritingOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Bad records") var failures: FailureOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Maximum answer length in tokens (default: 30).", valueName: "n"))
  var maxAnswer: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("List the best n answers.", valueName: "n"))
  var topK: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Give the null answer when its logit is more than x above the best answer's (default: never).",
      valueName: "x"))
  var nullThreshold: Float?

  @Option(
    help: ArgumentHelp(
      "Also write the best answers as SQuAD's nbest_predictions.json; implies --top-k 20.", valueName: "file")
  )
  var nbest: String?

  @Option(
    help: ArgumentHelp(
      "Also write the null score's margin over the best answer as SQuAD's null_odds.json.",
      valueName: "file"))
  var nullOdds: String?

  func validate() throws {
    if let maxAnswer, maxAnswer < 1 {
      throw ValidationError("--max-answer must be at least 1, not '\(maxAnswer)'")
    }
    if let topK, topK < 1 { throw ValidationError("--top-k must be at least 1, not '\(topK)'") }
  }

  func request() -> AnnotateRequest {
    var request = baseRequest(.qa)
    request.task.decoding.maximumAnswer = maxAnswer
    request.task.decoding.topK = topK ?? (nbest == nil ? nil : 20)
    request.task.decoding.nullThreshold = nullThreshold
    request.output.nBest = nbest
    request.output.nullOdds = nullOdds
    return request
  }
}
