import BatchRuntime
import Faults
import Journal
import Logging
import Records
import Reporting
import Runs

/// The outputs of an annotating command, made one after another by the same job.
struct PlannedOutputs {
  /// Which inputs go to which output.
  let plan: OutputPlan
  /// All inputs.
  let inputs: [String]
  /// Whether interrupted runs are resumed.
  let resume: Bool
  /// What a journal is bound to beside the inputs.
  let binding: RunBinding
  /// What is done to a record.
  let job: RecordJob<RenderedRecord>
  /// How inputs are read and written back.
  let sources: RecordSources
  /// Batches and threads.
  let settings: RunSettings
  /// What happens to records that cannot be annotated.
  let failing: FailingSettings
  /// Whether the output must be a regular file: the header of an array is written again at the end.
  var needsFile = false
  /// What was done when nothing was.
  let summary: RunSummary

  /// Makes them; the highest status of all counts.
  func make(_ reporter: RunReporter, _ log: Logger) throws -> CommandEnd {
    var status = ExitStatus.done
    for group in plan.groups {
      switch try make(group, reporter, log) {
      case .exit(let own): status = max(status, own)
      case .signal(let signal): return .signal(signal)
      }
    }
    return .exit(status)
  }

  private func make(_ group: OutputPlan.Group, _ reporter: RunReporter, _ log: Logger) throws -> CommandEnd {
    let inputs = group.inputs.map { self.inputs[$0] }
    let opening = try JournalledOutput.open(
      group.output, besides: group.besides.map(\.path), rejects: group.rejects,
      replacesRejects: failing.replacesRejects, binding: try RunBinding(of: inputs, binding), resume: resume)
    guard case .run(let output, let position) = opening else {
      guard case .alreadyDone(let position) = opening else { return .exit(.done) }
      log.info("\(group.output ?? "standard output"): done already, nothing changed since")
      return .exit(OutputSink.status(at: position))
    }
    if needsFile, !output.isJournaled { throw OutputFault.arrayNeedsFile }
    var job = job
    job.maximumBytes = failing.maximumBytes
    var sources = sources
    sources.isJoined = inputs.count > 1
    sources.besides = group.besides.map(\.content)
    let run = OutputRun(
      RecordRun(inputs, sources, job, settings, Interruption.cancellation),
      failing, summary: summary, reporter: reporter, log: log)
    let result = try run.run(to: output, from: position)
    guard result.wasCancelled else {
      reporter.end(result.summary)
      return .exit(result.status)
    }
    let canResume = output.isJournaled && !inputs.contains { $0 == "-" || InputFile.isStream($0) }
    log.warning(
      "interrupted after \(Phrase.count(result.summary.records, "record"))\(canResume ? "; continue with --resume" : "")"
    )
    reporter.add(result.summary)
    return .signal(Interruption.signal)
  }
}
