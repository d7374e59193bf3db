import Checkpoints
import Journal
import Models
import Records
import Runs
import Tasks

extension RunBinding {
  /// What the journal of a request's runs is bound to beside their inputs: the model and every setting that the output
  /// depends on, by the names of the flags, so that a renamed property here binds no run otherwise.
  init(_ request: AnnotateRequest, _ source: ModelSource) {
    self.init()
    add("task", request.task.task.rawValue)
    add("model", source.fingerprint)
    add("precision", source.precision.rawValue)
    add(request.reading)
    add(request.output)
    add("--schema", request.task.schema == .huggingFace ? "hf" : "own")
    add(request.task.decoding)
  }

  /// What the journal of a run over `inputs` is bound to. An input that cannot be opened is reported when its turn comes; it
  /// is part of the binding by its name alone.
  init(of inputs: [String], _ settings: RunBinding) throws(JournalError) {
    self.init()
    for input in inputs where input != "-" {
      if !InputFile.isStream(input), let file = try? InputFile.open(input) {
        try add(input: file)
      } else {
        add("input", input)
      }
    }
    for entry in settings.entries { add(entry.name, entry.value) }
  }

  /// How records are read.
  mutating func add(_ reading: ReadingSettings) {
    let fields = reading.selection
    add("--format", reading.format?.name)
    add("--text", fields.text)
    add("--question", fields.question)
    add("--context", fields.context)
    add("--pair", fields.pair.map { "\($0.first),\($0.second)" })
    add("--id", fields.id)
    add("--columns", reading.table.columns?.joined(separator: ","))
    add("--delimiter", reading.table.delimiter.map { "\($0)" })
    if let hasHeader = reading.table.hasHeader { add(hasHeader ? "--header" : "--no-header", true) }
    add("--unit", reading.unit.rawValue)
    if let encoding = reading.encoding { add("--encoding", encoding) }
    for pattern in reading.xml.records { add("--xml-record", pattern) }
    for pattern in reading.xml.skipped { add("--xml-skip", pattern) }
  }

  /// What is written, and how.
  mutating func add(_ output: OutputSettings) {
    let writing = output.writing
    add("--nbest", output.nBest)
    add("--null-odds", output.nullOdds)
    add("--to", writing.format?.name)
    add("--into", writing.key)
    add("--replace", writing.replace)
    add("--column", writing.column.name)
  }

  private mutating func add(_ decoding: DecodingSettings) {
    add("--window", decoding.window.map(String.init))
    add("--overlap", decoding.overlap.map(String.init))
    add("--max-answer", decoding.maximumAnswer.map(String.init))
    add("--top-k", decoding.topK.map(String.init))
    add("--null-threshold", decoding.nullThreshold.map { "\($0)" })
    add("--long", decoding.long?.rawValue)
    add("--threshold", decoding.threshold.map { "\($0)" })
    add("--labels", decoding.labels?.joined(separator: ","))
    add("--template", decoding.template)
    add("--targets", decoding.targets?.joined(separator: ","))
    add("--pooling", decoding.pooling?.rawValue)
    add("--normalize", decoding.normalizes)
    add("--logits", decoding.logits)
    add("--offsets", decoding.offsets.rawValue)
    add("--aggregate", decoding.aggregation?.rawValue)
  }

  /// A setting that was given; one at its default enters no binding.
  private mutating func add(_ name: String, _ value: String?) {
    if let value { add(name, value) }
  }

  private mutating func add(_ name: String, _ isSet: Bool) {
    if isSet { add(name, "yes") }
  }
}
