import ArgumentParser
import Commands
import HTMLReport
import Records

/// `bertrun report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "An HTML page of annotated outputs: counts, labels, scores, and what the model was least sure of.",
    discussion: """
      One self-contained file. Annotations are recognised by their shape: labelled words, answers, classes, \
      tokens for masks; each key gets a section. XML, CoNLL-U and tables are read as far as they hold labels.

        $ bertrun report tagged.jsonl -o report.html

      Of logs of 'train' (out/log.jsonl; several are drawn over each other) it shows loss, rate, gradient norm and the \
      figures on dev files, with the best marked.
      """)

  @Argument(
    help: ArgumentHelp("Annotated outputs; none or '-' for standard input.", valueName: "output"))
  var inputs: [String] = []

  @Option(
    name: [.short, .long], help: ArgumentHelp("The report (default: standard output).", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("Show only the annotation under this key; repeatable.", valueName: "key"))
  var key: [String] = []

  @Option(
    help: ArgumentHelp(
      "A rejects file (default: OUTPUT.rejects if it exists).", valueName: "file"))
  var rejects: String?

  @Option(help: ArgumentHelp("The statistics file of a run; repeatable.", valueName: "file"))
  var stats: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Records to show per key, least certain first.", valueName: "n"))
  var samples = 20

  @Option(
    help:
      "Format of the outputs: auto (by suffix, then by first bytes), jsonl, xml, conllu, columns, tsv or csv."
  )
  var format: InputFormat = .auto

  @OptionGroup(title: "Records") var fields: AnyFields

  @OptionGroup(title: "Tables") var table: TableOptions

  @Option(
    help: ArgumentHelp(
      "Column that holds the labels: upos, xpos or misc:KEY of CoNLL-U, a number or a name of a column file (default: the last).",
      valueName: "column"))
  var column: CoNLLUColumn = .upos

  @Option(
    help: ArgumentHelp("Pattern of the XML elements that are records; repeatable.", valueName: "pattern"))
  var xmlRecord: [String] = []

  func validate() throws {
    guard (0...1000).contains(samples) else {
      throw ValidationError("--samples '\(samples)' must be 0 to 1000")
    }
  }

  func run() throws {
    var request = ReportRequest()
    request.inputs = inputs.isEmpty ? ["-"] : inputs
    request.output = output
    request.keys = key
    request.rejects = rejects
    request.statistics = stats
    request.samples = samples
    request.reading.format = format.format
    fields.apply(to: &request.reading.selection)
    request.reading.table = table.settings
    request.reading.xml = XMLSettings(records: xmlRecord, skipped: [])
    request.column = column
    leave(report(request))
  }
}
