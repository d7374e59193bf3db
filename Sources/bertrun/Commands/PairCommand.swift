import ArgumentParser
import Commands
import Tasks

/// `bertrun pair`, also called `classify`.
struct PairCommand: AnnotatingCommand {
  static let configuration = CommandConfiguration(
    commandName: "pair",
    abstract: "A label for two texts, or for one.",
    discussion: """
      Reads 'text' and 'text_pair', 'sentence1' and 'sentence2', 'premise' and 'hypothesis', 'question' and \
      'sentence', or 'text' alone, and adds 'pair', an object.

        With a multiple-choice model: 'text' and 'choices', an array. With --labels: 'text' alone.

        $ echo '{"premise":"It rains.","hypothesis":"It is dry."}' | bertrun pair
      """,
    aliases: ["classify"])

  @OptionGroup(title: "Input") var input: InputOptions<PairFields>
  @OptionGroup(title: "Output") var writing: WritingOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Bad records") var failures: FailureOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  @Option(parsing: .unconditional, help: ArgumentHelp("List the best n labels, or all.", valueName: "n|all"))
  var topK: LabelCount?

  @Option(
    help:
      "Texts over the limit are cut, longest first (truncate), or the logits of their windows averaged (mean)."
  )
  var long: LongText = .truncate

  @Option(
    parsing: .unconditional, help: ArgumentHelp("List the labels whose score is at least x.", valueName: "x"))
  var threshold: Float?

  @Option(
    help: ArgumentHelp(
      "Labels of your own, for a natural language inference model; with --threshold any number can apply.",
      valueName: "a,b,…"))
  var labels: NameList?

  @Option(
    help: ArgumentHelp(
      "Hypothesis template for the labels of --labels (default: '\(ZeroShotTask.defaultTemplate)').",
      valueName: "text"))
  var template: String?

  func validate() throws {
    if template != nil, labels == nil { throw ValidationError("--template goes with --labels") }
    if labels != nil, input.fields.texts.pair != nil {
      throw ValidationError("--labels are asked of one text: give --text, not --pair")
    }
    if labels != nil, long == .mean { throw ValidationError("--long mean does not go with --labels") }
  }

  func request() -> AnnotateRequest {
    var request = baseRequest(.pair)
    request.task.decoding.topK = topK?.count
    request.task.decoding.long = long
    request.task.decoding.threshold = threshold
    request.task.decoding.labels = labels?.names
    request.task.decoding.template = template
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

extension LongText: ExpressibleByArgument {}
