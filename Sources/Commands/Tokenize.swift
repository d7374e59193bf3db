import Annotations
import BatchRuntime
import Journal
import Logging
import Models
import Records
import Reporting
import Runs
import Tasks
import Tokenizers

/// What `tokenize` was asked for.
package struct TokenizeRequest: Sendable {
  /// The model whose tokenizer is used.
  package var model = ModelChoice()
  /// Input files; `-` is standard input.
  package var inputs: [String] = ["-"]
  /// How they are read.
  package var reading = ReadingSettings(.anything)
  /// Where the outputs go and how they look.
  package var output = OutputSettings()
  /// Tokens of a window, specials included; nil cuts none.
  package var window: Int?
  /// Tokens that neighbouring windows share.
  package var overlap: Int?
  /// The unit of offsets.
  package var offsets: OffsetMap.Unit = .codePoints
  /// Worker threads; nil is one per core.
  package var threads: Int?
  /// What happens to records that cannot be read.
  package var failing = FailingSettings()
  /// What is reported while running and at the end.
  package var reporting = ReportingSettings()

  /// A request with every setting at its default.
  package init() {}
}

/// Writes records back with the tokens that the model would read: a run without a model.
package func tokenize(_ request: TokenizeRequest) -> CommandEnd {
  let log = Logger.lines(json: request.reporting.jsonLog)
  let reporter = RunReporter(
    request.reporting, task: "tokenize", log: log, outputIsSeen: request.output.isSeen)
  return command(reporter, log, opens: false, leavesAlone: overwritesInput) {
    let plan = try OutputPlan(request.inputs, request.output, rejects: request.failing.rejects)
    try plan.check(request.inputs, others: request.reporting.files)
    try reporter.open()
    sayThatTerminalIsRead(request.inputs, log)
    let folder = try request.model.folder(of: .tag).encoderFolder()
    let tokenizer = try loadTokenizer(folder)
    let task = TokenizeTask(
      tokenizer: tokenizer,
      windowing: request.window.map { Windowing(window: $0, overlap: request.overlap) }, unit: request.offsets
    )
    var part = RecordJob<RenderedRecord>.Part(task)
    part.takesWordsOnly = tokenizer.wordsOnlyFault(in: folder)
    let key = request.output.writing.key ?? "tokenize"
    var computing = ComputingSettings()
    computing.threads = request.threads
    let settings = RunSettings(computing)
    let outputs = PlannedOutputs(
      plan: plan, inputs: request.inputs, resume: request.output.resume,
      binding: RunBinding(request, try Fingerprint(ofFilesIn: [folder])),
      job: .rendering([part], keys: [key], models: []),
      sources: RecordSources(
        request.reading, request.output.writing, [AnnotationTarget(key: key, kind: .tokenization)],
        style: AnnotationStyle()),
      settings: settings, failing: request.failing,
      summary: RunSummary(
        task: "tokenize", precision: "none", instructionSet: "none", threads: settings.workers))
    return try outputs.make(reporter, log)
  }
}

extension RunBinding {
  /// What the journal of a run of `tokenize` is bound to beside its inputs.
  fileprivate init(_ request: TokenizeRequest, _ tokenizer: Fingerprint) {
    self.init()
    add("task", "tokenize")
    add("tokenizer", tokenizer)
    add(request.reading)
    add(request.output)
    add("--window", request.window.map(String.init) ?? "none")
    add("--overlap", request.overlap.map(String.init) ?? "default")
    add("--offsets", request.offsets.rawValue)
  }
}
