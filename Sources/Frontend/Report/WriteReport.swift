import Foundation
import Journal
import Logging
import Mustache
import Records

/// What a report is made of.
package struct ReportRequest: Sendable {
  /// Annotated outputs; `-` is standard input.
  package var inputs: [String] = ["-"]
  /// The file of the report; nil is standard output.
  package var output: String?
  /// The keys that are shown; none for all that look like annotations.
  package var keys: [String] = []
  /// A rejects file; nil takes the ones beside the outputs.
  package var rejects: String?
  /// Statistics files of runs.
  package var statistics: [String] = []
  /// The samples of each key.
  package var samples = 20
  /// How texts are found in the records.
  package var reading = ReadingSettings(.anything)
  /// The column of CoNLL-U that holds the labels.
  package var column: CoNLLUColumn = .upos
  /// When the report is made.
  package var made = Date()

  /// A request with every setting at its default.
  package init() {}
}

/// Makes one HTML file of annotated outputs. What is told goes to standard error; the status is for the caller to exit with.
package func report(_ request: ReportRequest) -> ExitStatus {
  let log = Logger(label: "bertrun") { _ in LogLine(json: false) }
  do throws(ReportFault) {
    let (findings, faults) = try gather(request)
    for fault in faults { log.error("\(Wording.of(fault))") }
    try write(html(findings, request, faults), request.output)
    let status = faults.map(\.status).max() ?? .done
    return findings.unreadable.count > 0 ? max(status, .rejected) : status
  } catch {
    if case .file(.file(let cause)) = error, cause.isClosedPipe {
      TerminationSignals.dieOfClosedPipe()
    }
    log.error("\(Wording.of(error))")
    return error.status
  }
}

/// All that the outputs and the files beside them hold, and what could not be read of them.
private func gather(
  _ request: ReportRequest
) throws(ReportFault) -> (findings: ReportFindings, faults: [ReportFault]) {
  if let output = request.output {
    let read = request.inputs + request.statistics + [request.rejects].compactMap(\.self)
    if let same = read.first(where: { isSameFile($0, output) }) { throw .overwrites(same) }
  }
  var findings = ReportFindings(wanted: request.keys, samples: request.samples)
  var faults: [ReportFault] = []
  let reader = OutputReader(request.reading, column: request.column)
  for input in request.inputs {
    do throws(ReportFault) {
      try reader.read(input, into: &findings)
    } catch {
      faults.append(error)
    }
  }
  findings.finish()
  if findings.files.isEmpty, let fault = faults.first { throw fault }
  if findings.records > 0, findings.keys.isEmpty {
    throw .noAnnotation(inputs: findings.files.map(\.name), keys: request.keys)
  }
  try gatherRejects(request, &findings)
  for path in request.statistics {
    guard let table = StatisticsTable(file: path, try bytes(of: path)) else {
      throw .statistics(path)
    }
    findings.statistics.append(table)
  }
  return (findings, faults)
}

/// The rejects file that was named, or those that lie beside the outputs.
private func gatherRejects(_ request: ReportRequest, _ findings: inout ReportFindings)
  throws(ReportFault)
{
  let paths =
    request.rejects.map { [$0] }
    ?? request.inputs.filter { $0 != "-" }.map { $0 + ".rejects.jsonl" }
  for path in paths {
    let file: InputFile
    do throws(JournalError) {
      file = try InputFile.open(path)
    } catch {
      if request.rejects == nil, case .file(let cause) = error, cause.isMissing { continue }
      throw .file(error)
    }
    var rejects = RejectFindings(file: path)
    do throws(RecordsError) {
      var lines = LineSplitter(FileSource(file, counter: ByteCounter()))
      while let line = try lines.next() {
        if !line.isBlank { rejects.add(line.bytes) }
      }
    } catch {
      throw .input(.records(error), input: path)
    }
    findings.rejects.append(rejects)
  }
}

private func bytes(of path: String) throws(ReportFault) -> [UInt8] {
  do throws(JournalError) {
    let file = try InputFile.open(path)
    var bytes: [UInt8] = []
    while try file.read(into: &bytes, upTo: 1 << 20) > 0 {}
    return bytes
  } catch {
    throw .file(error)
  }
}

/// Whether two paths lead to one file.
private func isSameFile(_ first: String, _ second: String) -> Bool {
  let resolved = [first, second].map {
    URL(fileURLWithPath: $0).resolvingSymlinksInPath().standardized.path
  }
  return first != "-" && resolved[0] == resolved[1]
}

/// The page of what was found.
private func html(_ findings: ReportFindings, _ request: ReportRequest, _ faults: [ReportFault])
  -> [UInt8]
{
  let page = ReportPage(findings, made: request.made, failures: faults.map { Wording.of($0) })
  return Array(page.html.utf8)
}

private func write(_ bytes: [UInt8], _ output: String?) throws(ReportFault) {
  do throws(JournalError) {
    guard let output, output != "-" else {
      let stream = OutputFile.standardOutput()
      try stream.write(bytes)
      return try stream.flush()
    }
    try WholeFile.replace(output, with: bytes)
  } catch {
    throw .file(error)
  }
}

extension ReportPage {
  /// The page as HTML.
  var html: String {
    guard let template = try? HTMLContent.template(ReportTemplate.text) else {
      preconditionFailure("the template of reports is part of bertrun and well formed")
    }
    return template.render(self)
  }
}
