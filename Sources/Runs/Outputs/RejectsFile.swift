import Files

/// The file beside an output that gets its rejected records. Its name does not end as an output's, so that `*.jsonl` finds
/// outputs alone.
package enum RejectsFile {
  private static let suffix = ".rejects"

  /// The file of an output.
  package static func path(of output: String) -> String { output + suffix }

  /// The file of an output that was written last: the one without number where there is none.
  package static func newest(of output: String) -> String {
    let first = path(of: output)
    var newest = (path: first, time: (0, 0))
    var number = 1
    while let status = (try? FileCalls.status(at: Path(number == 1 ? first : "\(first).\(number)"))) ?? nil {
      let time = (status.modified.seconds, status.modified.nanoseconds)
      if time > newest.time { newest = (number == 1 ? first : "\(first).\(number)", time) }
      number += 1
    }
    return newest.path
  }

  /// Whether a name is that of such a file, perhaps with a number behind it, or as earlier versions called it.
  package static func isName(_ name: String) -> Bool {
    let unnumbered = name.utf8.last.map { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ?? false
    guard unnumbered, let dot = name.lastIndex(of: "."), name[dot...].dropFirst().allSatisfy(\.isNumber)
    else {
      return name.hasSuffix(suffix) || name.hasSuffix(".rejects.jsonl")
    }
    return name[..<dot].hasSuffix(suffix)
  }
}
