import ArgumentParser
import Commands
import Tasks

/// `bertrun tag`.
struct TagCommand: AnnotatingCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "One label per word (part of speech), or spans when the labels are B-, I- and similar.",
    discussion: """
      Reads 'tokens', 'text' or 'sentence' of each record and adds 'tag', a list.

        $ echo '{"text":"Where is Iguazu?"}' | bertrun tag
      """)

  @OptionGroup(title: "Input") var input: InputOptions<TextFields>
  @OptionGroup(title: "Output") var writing: WritingOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Bad records") var failures: FailureOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  @Option(
    help:
      "Group tokens as Hugging Face's pipeline does, with --schema hf: none, simple, first, average or max.")
  var aggregate: Aggregation?

  func validate() throws {
    if aggregate != nil, writing.schema != .hf {
      throw ValidationError("--aggregate groups as Hugging Face does: give --schema hf with it")
    }
  }

  func request() -> AnnotateRequest {
    var request = baseRequest(.tag)
    request.task.decoding.aggregation =
      writing.schema == .hf ? aggregate ?? Aggregation.none : nil
    return request
  }
}

extension Aggregation: ExpressibleByArgument {}
