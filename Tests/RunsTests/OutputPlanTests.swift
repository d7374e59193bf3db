import Runs
import Testing

/// Which inputs go to which output.
@Suite struct OutputPlanTests {
  private func plan(
    _ inputs: [String], rejects: String? = nil, vectorsOfTokens: Bool = false,
    _ change: (inout OutputSettings) -> Void
  ) throws(OutputFault) -> OutputPlan {
    var settings = OutputSettings()
    change(&settings)
    return try OutputPlan(inputs, settings, rejects: rejects, vectorsOfTokens: vectorsOfTokens)
  }

  @Test func withoutAFileAllInputsGoToStandardOutput() throws {
    let plan = try plan(["a", "b"]) { _ in }
    #expect(plan.groups.map(\.inputs) == [[0, 1]])
    #expect(plan.groups.map(\.output) == [nil])
    let named = try self.plan(["a"]) { $0.file = "-" }
    #expect(named.groups.map(\.output) == [nil])
  }

  @Test func aFolderHasAnOutputPerInput() throws {
    let plan = try plan(["x/a.jsonl", "b.jsonl", "-"]) { $0.directory = "out" }
    #expect(plan.groups.map(\.output) == ["out/a.jsonl", "out/b.jsonl", "out/standard-input"])
    #expect(plan.groups.map(\.inputs) == [[0], [1], [2]])
    #expect(Set(plan.groups.compactMap(\.rejects)).count == 3)
  }

  @Test func namesThatDifferInBytesAloneAreTwoOutputs() throws {
    let plan = try plan(["x/\u{E9}", "y/e\u{301}"]) { $0.directory = "out" }
    #expect(plan.groups.count == 2)
  }

  @Test func whatCannotBePlannedIsAnError() {
    #expect(throws: OutputFault.sameOutput("a/x.jsonl", "b/x.jsonl")) {
      try plan(["a/x.jsonl", "b/x.jsonl"]) { $0.directory = "out" }
    }
    #expect(throws: OutputFault.sharedRejects) {
      try plan(["a", "b"], rejects: "r.jsonl") { $0.directory = "out" }
    }
    #expect(throws: OutputFault.sharedBesides) {
      try plan(["a", "b"]) { ($0.directory, $0.nBest) = ("out", "best.json") }
    }
    #expect(throws: OutputFault.resumeStream) { try plan(["-"]) { ($0.file, $0.resume) = ("o", true) } }
    #expect(throws: OutputFault.resumeStream) { try plan(["a"]) { $0.resume = true } }
  }

  @Test func anArrayNeedsOneFileOfWholeVectors() throws {
    func array(_ file: String?, tokens: Bool = false, directory: String? = nil) throws(OutputFault)
      -> OutputPlan
    {
      try plan(["a"], vectorsOfTokens: tokens) {
        ($0.file, $0.directory, $0.writing.format) = (file, directory, .npy)
      }
    }
    #expect(throws: OutputFault.arrayNeedsFile) { try array(nil) }
    #expect(throws: OutputFault.arrayNeedsFile) { try array(nil, directory: "out") }
    #expect(throws: OutputFault.arrayCannotBeGzip) { try array("v.npy.gz") }
    #expect(throws: OutputFault.arrayOfTokens) { try array("v.npy", tokens: true) }
    #expect(
      try array("v.npy").groups[0].besides == [BesideFile(content: .recordNames, path: "v.ids.jsonl")])
  }

  @Test func messagesNameTheFlag() {
    #expect(
      OutputFault.resumeStream.message
        == "--resume needs input files and -o FILE, not standard input or output")
    #expect(
      OutputFault.sameOutput("a/x.jsonl", "b/x.jsonl").message
        == "'a/x.jsonl' and 'b/x.jsonl' would have the same output file, give them other names or other folders"
    )
  }
}
