import ArgumentParser
import Commands
import Tasks

/// `bertrun embed`.
struct EmbedCommand: AnnotatingCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "One vector per text.",
    discussion: """
      Reads 'tokens', 'text' or 'sentence' of each record and adds 'embed', a list of numbers. With -o FILE.npy the \
      vectors are the rows of a NumPy array, and FILE.ids.jsonl lists the record of each row.

        $ echo '{"text":"Where is Iguazu?"}' | bertrun embed -m DIR
      """)

  @OptionGroup(title: "Input") var input: InputOptions<TextFields>
  @OptionGroup(title: "Output") var writing: WritingOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Windows") var windows: WindowOptions
  @OptionGroup(title: "Bad records") var failures: FailureOptions
  @OptionGroup(title: "Reporting") var reporting: ReportingOptions

  @Option(
    help: """
      What becomes the vector: cls (the first token's hidden state), mean or max of all tokens, pooler (the model's \
      own), or none (one vector per token). Default: as the model's modules.json says, else mean.
      """)
  var pooling: PoolingChoice?

  @Flag(help: "Scale vectors to unit length, whatever modules.json says.")
  var normalize = false

  @Option(
    help:
      "Texts over the limit are cut (truncate), or the vectors of their windows averaged by tokens (mean).")
  var long: LongText = .mean

  func request() -> AnnotateRequest {
    var request = baseRequest(.embed)
    if writing.to == nil, writing.output?.hasSuffix(".npy") == true { request.output.writing.format = .npy }
    request.task.decoding.pooling = pooling
    request.task.decoding.normalizes = normalize
    request.task.decoding.long = long
    return request
  }
}

extension PoolingChoice: ExpressibleByArgument {}
