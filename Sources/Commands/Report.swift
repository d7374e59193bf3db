import Faults
import HTMLReport
import Journal
import Logging

/// Makes one HTML file of annotated outputs.
package func report(_ request: ReportRequest) -> CommandEnd {
  let log = Logger.lines()
  return command(log) {
    let report = try Report(request)
    for fault in report.faults { log.error("\(fault.message)") }
    if let output = request.output, output != "-" {
      try WholeFile.replace(output, with: report.html)
    } else {
      try writeToStandardOutput(report.html)
    }
    return .exit(report.status)
  }
}
