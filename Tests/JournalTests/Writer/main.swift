// A run without a model, for tests that kill it: copies lines in capitals to an output, every seventh line to the
// rejects, and records a position every few lines.
//
//   journal-writer INPUT OUTPUT LINES-A-POSITION [--resume] [--settings TEXT] [--rejects FILE]
//
// Exit codes: 0 done, 1 refused (the error on standard error), 2 nothing to do.

import Foundation
import Journal

func arguments() -> (
  input: String, output: String, step: Int, resume: Bool, settings: String, rejects: String?
) {
  var plain: [String] = []
  var resume = false
  var settings = "none"
  var rejects: String?
  var rest = CommandLine.arguments.dropFirst()
  while let argument = rest.popFirst() {
    switch argument {
    case "--resume": resume = true
    case "--settings": settings = rest.popFirst() ?? ""
    case "--rejects": rejects = rest.popFirst()
    default: plain.append(argument)
    }
  }
  return (plain[0], plain[1], Int(plain[2]) ?? 1, resume, settings, rejects)
}

func copy() throws(JournalError) -> Int32 {
  let (path, outputPath, step, resume, settings, rejectsPath) = arguments()
  let input = try InputFile.open(path)
  var binding = RunBinding()
  try binding.add(input: input)
  binding.add("settings", settings)
  let opening = try JournalledOutput.open(
    outputPath, rejects: rejectsPath ?? outputPath + ".rejects", binding: binding, resume: resume)
  guard case .run(let run, let from) = opening else { return 2 }

  var position = from ?? JournalPosition(input: 0, inputOffset: 0, records: 0)
  try input.seek(to: position.inputOffset)
  var bytes: [UInt8] = []
  while try input.read(into: &bytes, upTo: 1000) > 0 {}
  for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) where !line.isEmpty
  {
    if position.records % 7 == 6 {
      try run.rejects?.write(line + [UInt8(ascii: "\n")])
    } else {
      try run.output.write(
        Array(String(decoding: line, as: UTF8.self).uppercased().utf8) + [UInt8(ascii: "\n")])
    }
    position.records += 1
    position.inputOffset += line.count + 1
    position.counts = [JournalPosition.Count(name: "lines so far", value: position.records)]
    if position.records % step == 0 { try run.record(position) }
  }
  try run.finish(position)
  return 0
}

do throws(JournalError) {
  exit(try copy())
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
