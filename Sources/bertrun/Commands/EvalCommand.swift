import Annotations
import ArgumentParser
import Commands
import Metrics
import Records
import Tasks

/// `bertrun eval`: it only lists its tasks.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measure tags, answers or labels against gold, with the standard metrics.",
    discussion: """
      Runs the model over gold files, or scores a file of predictions, and prints a table, or with --json an object. \
      Rates are in percent. With --min METRIC=X it exits with 65 after the report if the metric is lower.

        $ bertrun eval tag en_ewt-ud-test.conllu --min accuracy=95
      """,
    subcommands: [EvalTagCommand.self, EvalQACommand.self, EvalPairCommand.self])
}

/// Measures one task: its shared flags, and the one call that does the work.
protocol EvaluatingCommand: ParsableCommand {
  associatedtype Fields: FieldFlags

  var input: InputOptions<Fields> { get }
  var evaluation: EvaluationOptions { get }
  var model: ModelOptions { get }
  var windows: WindowOptions { get }
  var reporting: ReportingOptions { get }

  /// Everything that was asked for.
  func request() -> EvaluateRequest
}

extension EvaluatingCommand {
  /// Fills in what the shared flags say.
  func apply(to request: inout EvaluateRequest) {
    request.evaluation.inputs = input.inputs.isEmpty ? ["-"] : input.inputs
    request.evaluation.model = model.choice
    input.apply(to: &request.evaluation.reading)
    request.evaluation.task.decoding.window = windows.window
    request.evaluation.task.decoding.overlap = windows.overlap
    request.evaluation.computing = model.computing
    request.reporting = reporting.reporting
    evaluation.apply(to: &request)
  }

  /// Rejects a model together with a file of predictions, which needs none.
  func validate() throws {
    if evaluation.predictions != nil, model.model != nil {
      throw ValidationError("--predictions scores a file, --model runs one: give one of them")
    }
  }

  /// Runs the request and exits with its status.
  func run() throws {
    leave(evaluate(request()))
  }
}

/// `bertrun eval tag`.
struct EvalTagCommand: EvaluatingCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Accuracy of word labels; precision, recall and F1 of spans.",
    discussion: """
      Gold is CoNLL-U (--column), a column file such as CoNLL-2003 (--gold-column), JSON lines with 'tags' beside 'tokens', or with 'entities' (start, end, label) \
      beside 'text', or XML with words that have 'pos'. Labels with span prefixes are scored as seqeval does.
      """)

  @OptionGroup(title: "Gold") var input: InputOptions<TextFields>
  @OptionGroup(title: "Evaluation") var evaluation: EvaluationOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  @Option(help: ArgumentHelp("CoNLL-U column of the gold: upos, xpos or misc:KEY.", valueName: "column"))
  var column: CoNLLUColumn = .upos

  @Flag(
    help: """
      Give the model the sentences' raw text; the words that it finds count where their offsets match the gold.
      """)
  var raw = false

  @Option(
    help: ArgumentHelp(
      """
      Score spans strictly by a scheme: iob1, iob2, ioe1, ioe2, iobes or bilou (default: as conlleval reads them).
      """, valueName: "scheme"))
  var scheme: SpanScheme?

  func request() -> EvaluateRequest {
    var request = EvaluateRequest(task: .tag)
    apply(to: &request)
    request.evaluation.gold.column = column
    request.evaluation.gold.isRaw = raw
    request.evaluation.scheme = scheme
    return request
  }
}

/// `bertrun eval qa`.
struct EvalQACommand: EvaluatingCommand {
  static let configuration = CommandConfiguration(
    commandName: "qa",
    abstract: "Exact match and F1 of answers, by the rules of SQuAD 1.1 or 2.0.",
    discussion: """
      Gold is a SQuAD document, or JSON lines with 'answers'. By the rules of 1.1 a question without a prediction \
      counts as 0; by those of 2.0 it is left out, and the best thresholds for giving no answer are reported.
      """)

  @OptionGroup(title: "Gold") var input: InputOptions<QuestionFields>
  @OptionGroup(title: "Evaluation") var evaluation: EvaluationOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  @Option(
    help: ArgumentHelp(
      "Rules of SQuAD 1.1 or 2.0 (default: 2.0 where a gold question has no answer).", valueName: "1.1|2.0"))
  var rules: AnswerReport.Rules?

  @Option(help: ArgumentHelp("Maximum answer length in tokens (default: 30).", valueName: "n"))
  var maxAnswer: Int?

  @Option(
    help: ArgumentHelp(
      """
      Give no answer where the null score is above x (default: never; 1, as in the official scorer, for null \
      scores from a file).
      """, valueName: "x"))
  var nullThreshold: Float?

  @Option(
    help: ArgumentHelp(
      "With --predictions: a JSON object with the null score of each question.", valueName: "file"))
  var nullOdds: String?

  func validate() throws {
    if evaluation.predictions != nil, model.model != nil {
      throw ValidationError("--predictions scores a file, --model runs one: give one of them")
    }
    if let maxAnswer, maxAnswer < 1 {
      throw ValidationError("--max-answer must be at least 1, not '\(maxAnswer)'")
    }
    if nullOdds != nil, evaluation.predictions == nil {
      throw ValidationError("--null-odds belongs to --predictions FILE, give both")
    }
  }

  func request() -> EvaluateRequest {
    var request = EvaluateRequest(task: .qa)
    apply(to: &request)
    request.evaluation.rules = rules
    request.evaluation.task.decoding.maximumAnswer = maxAnswer
    request.evaluation.task.decoding.nullThreshold = nullThreshold
    request.evaluation.predictions?.nullOdds = nullOdds
    return request
  }
}

/// `bertrun eval pair`.
struct EvalPairCommand: EvaluatingCommand {
  static let configuration = CommandConfiguration(
    commandName: "pair",
    abstract: "Accuracy, F1 and confusion matrix for labels of text pairs or single texts.",
    discussion: """
      Gold is TSV, CSV, JSON lines or XML with a column, key or attribute 'gold_label' or 'label'. Records whose label \
      is '-' are skipped and counted. Regression models get Pearson's and Spearman's coefficients.
      """,
    aliases: ["classify"])

  @OptionGroup(title: "Gold") var input: InputOptions<PairFields>
  @OptionGroup(title: "Evaluation") var evaluation: EvaluationOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  @Option(
    help:
      "Texts over the limit are cut, longest first (truncate), or the logits of their windows averaged (mean)."
  )
  var long: LongText = .truncate

  func request() -> EvaluateRequest {
    var request = EvaluateRequest(task: .pair)
    apply(to: &request)
    request.evaluation.task.decoding.long = long
    return request
  }
}

extension AnswerReport.Rules: ExpressibleByArgument {}
extension SpanScheme: ExpressibleByArgument {}
