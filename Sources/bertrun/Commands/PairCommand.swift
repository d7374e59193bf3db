import ArgumentParser
import Frontend
import Tasks

/// `bertrun pair`, also called `classify`.
struct PairCommand: AnnotatingCommand {
  static let configuration = CommandConfiguration(
    commandName: "pair",
    abstract: "A label for two texts, or for one.",
    discussion: """
      Reads 'text' and 'text_pair', 'sentence1' and 'sentence2', 'premise' and 'hypothesis', 'question' and \
      'sentence', or 'text' alone, and adds 'pair', an object.

        $ echo '{"premise":"It rains.","hypothesis":"It is dry."}' | bertrun pair
      """,
    aliases: ["classify"])

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Output") var writing: WritingOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Bad records") var failures: FailureOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  @Option(help: ArgumentHelp("List the best n labels, or all.", valueName: "n|all"))
  var topK: LabelCount?

  @Option(
    help:
      "Texts over the limit are cut, longest first (truncate), or the logits of their windows averaged (mean)."
  )
  var long: PairTask.LongText = .truncate

  func request() -> AnnotateRequest {
    var request = baseRequest(.pair)
    request.decoding.topK = topK?.count
    request.decoding.long = long
    return request
  }
}

/// A number of labels, or all.
struct LabelCount: ExpressibleByArgument {
  let count: Int

  init?(argument: String) {
    if argument == "all" {
      count = .max
    } else if let number = Int(argument), number > 0 {
      count = number
    } else {
      return nil
    }
  }
}

extension PairTask.LongText: ExpressibleByArgument {}
