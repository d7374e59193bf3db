import Faults
import Files
import Foundation
import Journal
import Mustache
import Records
import Runs

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

/// One HTML page of annotated outputs, and what could not be read of them.
package struct Report {
  /// The page.
  package let html: [UInt8]
  /// Outputs that could not be read, or not to their ends; the page says so too.
  package let faults: [any Fault]
  /// What the outputs come to.
  package let status: ExitStatus

  /// Makes a report; throws where there is nothing to show.
  package init(_ request: ReportRequest) throws {
    if let page = try TrainingPage(request) {
      html = Array(page.html.utf8)
      faults = []
      status = .done
      return
    }
    let (findings, faults) = try gather(request)
    let page = ReportPage(findings, made: request.made, failures: faults.map(\.message))
    html = Array(page.html.utf8)
    self.faults = faults
    let status = faults.map(\.status).max() ?? .done
    self.status = findings.unreadable.count > 0 ? max(status, .rejected) : status
  }
}

extension TrainingPage {
  /// The page of a request whose inputs are all logs of training; nil where not even the first is one.
  fileprivate init?(_ request: ReportRequest) throws {
    let logs = request.inputs.map { TrainingLogFile.read($0) }
    guard let first = logs.first, first != nil else { return nil }
    if let place = logs.firstIndex(where: { $0 == nil }) {
      throw ReportFault.notALog(request.inputs[place], beside: request.inputs[0])
    }
    if let output = request.output, let place = Path(output).filePlace,
      let same = request.inputs.first(where: { Path($0).filePlace == place })
    {
      throw ReportFault.overwrites(same)
    }
    self.init(logs.compactMap(\.self), made: request.made)
  }

  /// The page as HTML.
  fileprivate var html: String {
    guard let template = try? HTMLContent.template(TrainingTemplate.text) else {
      preconditionFailure("the template of training reports is part of bertrun and well formed")
    }
    return template.render(self)
  }
}

/// All that the outputs and the files beside them hold, and what could not be read of them.
private func gather(
  _ request: ReportRequest
) throws -> (findings: ReportFindings, faults: [any Fault]) {
  if let output = request.output {
    let read = request.inputs + request.statistics + [request.rejects].compactMap(\.self)
    let place = Path(output).filePlace
    if let place, let same = read.first(where: { Path($0).filePlace == place }) {
      throw ReportFault.overwrites(same)
    }
  }
  var findings = ReportFindings(wanted: request.keys, samples: request.samples)
  var faults: [any Fault] = []
  let reader = OutputReader(request.reading, column: request.column)
  for input in request.inputs {
    do {
      try reader.read(input, into: &findings)
    } catch let fault as any Fault {
      faults.append(fault)
    }
  }
  findings.finish()
  if findings.files.isEmpty, let fault = faults.first { throw fault }
  if findings.records > 0, findings.keys.isEmpty {
    throw ReportFault.noAnnotation(inputs: findings.files.map(\.name), keys: request.keys)
  }
  try gatherRejects(request, &findings)
  for path in request.statistics {
    guard let table = StatisticsTable(file: path, try bytes(of: path)) else {
      throw ReportFault.statistics(path)
    }
    findings.statistics.append(table)
  }
  return (findings, faults)
}

/// The rejects file that was named, or those that lie beside the outputs.
private func gatherRejects(_ request: ReportRequest, _ findings: inout ReportFindings) throws {
  let paths =
    request.rejects.map { [$0] }
    ?? request.inputs.filter { $0 != "-" }.map(RejectsFile.newest)
  for path in paths {
    let file: InputFile
    do throws(JournalError) {
      file = try InputFile.open(path)
    } catch {
      if request.rejects == nil, case .file(let cause) = error, cause.isMissing { continue }
      throw UnreadableInput(.file(error), path)
    }
    var rejects = RejectFindings(file: path)
    do throws(RecordsError) {
      var lines = LineSplitter(FileSource(file))
      while let line = try lines.next() {
        if !line.isBlank { rejects.add(line.bytes) }
      }
    } catch {
      throw UnreadableInput(.records(error), path)
    }
    findings.rejects.append(rejects)
  }
}

private func bytes(of path: String) throws(UnreadableInput) -> [UInt8] {
  do throws(JournalError) {
    return try InputFile.open(path).rest()
  } catch {
    throw UnreadableInput(.file(error), path)
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
