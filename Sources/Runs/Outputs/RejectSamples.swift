import Faults
import Records

/// What a run reports about its rejects at its end, in one line: how many, why most of them, and where they are.
struct RejectSamples {
  /// The first reject of each code, in words.
  private var first: [String: String] = [:]

  /// Notes a reject of an input.
  mutating func note(_ reject: Reject, file: String) {
    if first[reject.code.rawValue] == nil { first[reject.code.rawValue] = reject.message(file: file) }
  }

  /// The line; `path` is the file of rejects.
  func line(
    records: Int, codes: [String: Int], path: String?, verdict: RejectVerdict
  ) -> String {
    let rejects = codes.values.reduce(0, +)
    let total = Phrase.count(records + rejects, "record")
    var line = "\(rejects) of \(total) rejected"
    if let most = codes.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let code = "'\(most.key)' \(most.value)"
      line += codes.count > 1 ? ", mostly \(code)" : ", \(code)"
      if let sample = first[most.key] { line += ", first \(sample)" }
    }
    if let path { line += "; see \(path)" }
    switch verdict {
    case .fewEnough: break
    case .allRejected: line += "; nothing was annotated, this is not a success"
    case .overShare(let percent):
      line += "; more than \(RejectLimit.percent(percent).text) are no success (--max-rejects)"
    }
    return line
  }
}
