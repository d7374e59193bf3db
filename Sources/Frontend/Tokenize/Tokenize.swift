import Checkpoints
import Foundation
import Journal
import Logging
import Records
import Tasks
import Tokenizers

/// What `tokenize` was asked for.
package struct TokenizeRequest: Sendable {
  /// Input files; `-` is standard input.
  package var inputs: [String] = ["-"]
  /// The output file; nil is standard output.
  package var output: String?
  /// The model folder or name; nil is the embedded encoder.
  package var model: String?
  /// The folder of embedded tasks; nil searches the usual places.
  package var tasksDirectory: String?
  /// How the inputs are read.
  package var reading = ReadingSettings(.anything)
  /// Key and replacing of the annotation.
  package var writing = WritingSettings()
  /// Tokens of a window, specials included; nil cuts none.
  package var window: Int?
  /// Tokens that neighbouring windows share.
  package var overlap: Int?
  /// The unit of offsets.
  package var offsets: OffsetMap.Unit = .codePoints
  /// What happens to records that cannot be read.
  package var failing = FailingSettings()

  /// A request with every setting at its default.
  package init() {}
}

/// Writes records back with the tokens that the model would read; needs no weights.
package func tokenize(_ request: TokenizeRequest) -> ExitStatus {
  let log = Logger(label: "bertrun") { _ in LogLine(json: false) }
  do throws(CommandFault) {
    return try tokenized(request, log: log)
  } catch {
    log.error("\(Wording.of(error))")
    return error.status
  }
}

private func tokenized(_ request: TokenizeRequest, log: Logger) throws(CommandFault) -> ExitStatus {
  let tokenizer = try loadTokenizer(try encoderFolder(request))
  let task = TokenizeTask(
    tokenizer: tokenizer, windowing: request.window.map { Windowing(window: $0, overlap: request.overlap) },
    unit: request.offsets)
  let key = request.writing.key ?? "tokenize"
  let sources = RecordSources(
    reading: request.reading, writing: request.writing,
    targets: [AnnotationTarget(key: key, kind: .tokenization)], style: AnnotationStyle(),
    isJoined: request.inputs.count > 1, vectorWidth: 0)
  let readBytes = ByteCounter()
  var reader = JobReader(sources, inputs: request.inputs, from: nil, counter: readBytes)
  let output = try openOutput(request)
  do throws(RunFault) {
    var sink = try JobSink(
      run: output, from: nil, inputs: request.inputs, failing: request.failing,
      summary: RunSummary(task: "tokenize", precision: "none", instructionSet: "none", threads: 1),
      reporter: nil, readBytes: readBytes, log: log)
    while let input = reader.next() { try sink.write(tokenized(input, task, key: key)) }
    try sink.finish()
    return sink.status
  } catch {
    throw .run(error)
  }
}

/// What the sink gets of an input: its tokens take the place of a model's findings.
private func tokenized(_ input: JobInput, _ task: TokenizeTask, key: String) -> JobOutput<RenderedRecord> {
  func output(_ item: JobOutput<RenderedRecord>.Item) -> JobOutput<RenderedRecord> {
    JobOutput(file: input.file, item: item)
  }
  switch input.item {
  case .begin(let writers): return output(.begin(writers: writers))
  case .end(let fault): return output(.end(fault))
  case .read(.verbatim(let bytes), let writers): return output(.verbatim(writers.main.verbatim(bytes)))
  case .read(.header(let bytes), let writers): return output(.verbatim(writers.main.header(bytes)))
  case .read(.reject(let reject), _): return output(.reject(reject, remains: []))
  case .read(.record(let record), let writers):
    do throws(Reject) {
      let annotation = try prepared(record, task).decode([])
      return output(.record(try writers.render(record, [KeyedAnnotation(key, annotation)]), tokens: 0))
    } catch {
      return output(.reject(error, remains: record.remainsWhenRejected))
    }
  }
}

private func prepared(_ record: Record, _ task: TokenizeTask) throws(Reject) -> PreparedRecord {
  do throws(Reject.Reason) {
    return try task.prepare(record.fields)
  } catch {
    throw Reject(error, place: record.place, id: record.id, raw: record.raw)
  }
}

private func openOutput(_ request: TokenizeRequest) throws(CommandFault) -> RunOutput {
  do throws(JournalError) {
    let rejects = request.failing.rejects ?? request.output.map { $0 + ".rejects.jsonl" }
    let opening = try RunOutput.open(request.output, rejects: rejects, binding: RunBinding(), resume: false)
    guard case .run(let output, _) = opening else { preconditionFailure("a run that is not resumed begins") }
    return output
  } catch {
    throw .output(error)
  }
}

/// The folder whose tokenizer is used: the model's, or that of the encoder which its `task.json` names.
private func encoderFolder(_ request: TokenizeRequest) throws(CommandFault) -> CheckpointFolder {
  let environment = ProcessInfo.processInfo.environment
  do throws(CheckpointError) {
    let folder: CheckpointFolder
    if let name = request.model {
      folder = try CheckpointFolder.locate(name, environment: environment)
    } else {
      folder = try EmbeddedTasks(asked: request.tasksDirectory, environment: environment).folder(of: .tag)
    }
    guard folder.isTask else { return folder }
    return try folder.encoderFolder(of: try folder.manifest())
  } catch {
    throw .checkpoint(error)
  }
}
