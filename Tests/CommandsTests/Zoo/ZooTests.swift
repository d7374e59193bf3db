import Foundation
import JSON
import TestSupport
import Testing

/// One job over a folder of every kind of file; a table of what came of each is compared with the one that is kept.
///
/// `BERTRUN_RECORD=1` records the table anew, and fails.
@Suite struct ZooTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try ZooFiles.write(to: scratch, in: "zoo")
    try scratch.file(
      "job.yaml", "inputs: zoo/*\ntasks: [tag, qa, pair]\noutput: {directory: out, name: \"{name}.out\"}\n")
  }

  @Test func everyFileIsAnnotatedOrAnswered() throws {
    let run = try Binary.run("run", "job.yaml", in: scratch.folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("zoo"))
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(names.count >= 60)
    let table = names.map { row($0, run.errors) }.joined(separator: "\n") + "\n"
    let kept = Binary.root.appendingPathComponent("Tests/CommandsTests/Fixtures/zoo.tsv")
    if ProcessInfo.processInfo.environment["BERTRUN_RECORD"] != nil {
      try Data(table.utf8).write(to: kept)
      Issue.record("the table was recorded")
    }
    let expected = String(decoding: try Data(contentsOf: kept), as: UTF8.self)
    for (own, other) in zip(table.split(separator: "\n"), expected.split(separator: "\n")) {
      #expect(own.utf8.elementsEqual(other.utf8), "\(own)\n\(other)")
    }
    #expect(table.split(separator: "\n").count == expected.split(separator: "\n").count)
    #expect(run.status == 76)
  }

  /// The second run makes what failed again and nothing else, to the same answers.
  @Test func aSecondRunSaysTheSame() throws {
    _ = try Binary.run("run", "job.yaml", in: scratch.folder)
    let made = names
    let second = try Binary.run("run", "job.yaml", in: scratch.folder)
    #expect(second.status == 76 && names == made && !names.isEmpty)
    #expect(!second.errors.contains("(new)"))
  }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: scratch.path("out"))) ?? []).sorted()
  }

  /// File, records, rejects, exit status and the first line of the output, numbers of scores left out; or what was said.
  private func row(_ name: String, _ log: String) -> String {
    func cell(_ text: String) -> String {
      let folder: String = scratch.path
      let plain = text.replacingOccurrences(of: folder, with: "").replacingOccurrences(of: "\t", with: "␉")
        .replacingOccurrences(of: "\r", with: "␍")
      return plain.count > 150 ? plain.prefix(150) + "…" : plain
    }
    guard let bytes = scratch.bytes("out/\(name).out.manifest.json"),
      let manifest = try? JSONValue.parse(bytes)
    else {
      let said = log.split(separator: "\n").filter { $0.hasPrefix("bertrun: zoo/\(name):") }
      return "\(name)\t-\t-\t-\t\(said.map { cell(String($0.dropFirst(9))) }.joined(separator: " | "))"
    }
    let output = scratch.text("out/\(name).out") ?? ""
    let line = output.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    let scores = line.replacing(#/"(score|null_score)":[-+.e0-9]+/#) { "\"\($0.output.1)\":…" }
      .replacing(#/[0-9]\.[0-9]{4,}(e-[0-9]+)?/#, with: "…")
    let codes = (manifest["reject_codes"]?.object?.members ?? []).map { "\($0.key) \($0.value.int ?? 0)" }
    return [
      name, "\(manifest["records"]?.int ?? -1)", codes.isEmpty ? "0" : codes.joined(separator: ", "),
      "\(manifest["status"]?.int ?? -1)", cell(scores),
    ].joined(separator: "\t")
  }
}
