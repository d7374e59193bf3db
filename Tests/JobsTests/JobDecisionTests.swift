import Jobs
import Testing

/// From a job and the state of its files to what is done: a plain function.
@Suite struct JobDecisionTests {
  private static let tag = Provenance.Task(
    key: "tag", name: "tag", model: "m1", precision: "f32", settings: [JobSetting("window", "64")])
  private static let qa = Provenance.Task(key: "qa", name: "qa", model: "m2", precision: "f32", settings: [])
  private static let input = Provenance.Input(size: 10, seconds: 5, nanoseconds: 6, beginning: "ab")
  private static let match = InputMatch(tasks: [0])

  /// An output that is as it was left: made by `tag`, while `qa` found nothing in its input.
  private func facts() -> OutputFacts {
    var facts = OutputFacts(
      input: Self.input, settings: [JobSetting("output.logits", "true")],
      candidates: [.init(number: 0, task: Self.tag), .init(number: 1, task: Self.qa)])
    facts.manifest = OutputManifest(
      program: "0.1.0", job: "j.yaml", inputPath: "a.jsonl", outputSize: 99,
      provenance: Provenance(
        input: facts.input, settings: facts.settings, tasks: [Self.tag], leftOut: [Self.qa.withoutModel]),
      started: "2026-01-01T00:00:00Z", finished: "2026-01-01T00:00:01Z")
    facts.outputSize = 99
    facts.hasJournal = true
    return facts
  }

  private func decision(
    _ facts: OutputFacts, force: Bool = false, _ match: InputMatch = Self.match
  ) -> JobDecision {
    facts.decision(force: force) { match }
  }

  @Test func whatIsAsItWasLeftIsNotLookedInto() {
    let decided = facts().decision(force: false) {
      Issue.record("the input was looked into")
      return Self.match
    }
    #expect(decided == .upToDate)
  }

  @Test func anOutputThatIsNotThereIsNewOrUnfinished() {
    var facts = facts()
    facts.manifest = nil
    #expect(decision(facts) == .make(Self.match, [.unfinished]))
    facts.hasJournal = false
    #expect(decision(facts) == .make(Self.match, [.new]))
    #expect(decision(facts, InputMatch(tasks: [], present: ["x"])) == .noTask(present: ["x"]))
  }

  @Test func forceMakesWhatIsUpToDate() {
    #expect(decision(facts(), force: true) == .make(Self.match, [.forced]))
  }

  @Test func anotherInputIsTold() {
    for change in [
      { $0.size = 11 }, { $0.seconds = 6 }, { $0.nanoseconds = 7 }, { $0.beginning = "cd" },
    ] as [(inout Provenance.Input) -> Void] {
      var facts = facts()
      change(&facts.input)
      #expect(decision(facts) == .make(Self.match, [.input]))
    }
  }

  @Test func anotherModelOrPrecisionIsTold() {
    var facts = facts()
    facts.candidates[0].task.model = "m3"
    #expect(decision(facts) == .make(Self.match, [.model(task: "tag")]))
    facts.candidates[0].task.model = "m1"
    facts.candidates[0].task.precision = "int8"
    #expect(decision(facts) == .make(Self.match, [.model(task: "tag")]))
    // The model of a task that had no part in it is no matter.
    facts.candidates[0].task.precision = "f32"
    facts.candidates[1].task.model = "m4"
    #expect(decision(facts) == .upToDate)
  }

  @Test func otherSettingsAreToldWithTheirValues() {
    var facts = facts()
    facts.settings = []
    facts.candidates[0].task.settings = [JobSetting("window", "128"), JobSetting("overlap", "8")]
    #expect(
      decision(facts)
        == .make(
          Self.match,
          [
            .settings([
              .init(name: "output.logits", before: "true", now: nil),
              .init(name: "tag: window", before: "64", now: "128"),
              .init(name: "tag: overlap", before: nil, now: "8"),
            ])
          ]))
  }

  @Test func tasksThatComeAndGoAreTold() {
    var facts = facts()
    facts.candidates[0].task.key = "pos"
    #expect(
      decision(facts, InputMatch(tasks: [0], leftOut: [1]))
        == .make(InputMatch(tasks: [0], leftOut: [1]), [.removed(task: "tag"), .added(task: "pos")]))
    facts = self.facts()
    facts.candidates.append(
      .init(
        number: 2,
        task: Provenance.Task(key: "pair", name: "pair", model: "m", precision: "f32", settings: [])))
    let both = InputMatch(tasks: [0, 2], leftOut: [1])
    #expect(decision(facts, both) == .make(both, [.added(task: "pair")]))
    // A new task that finds nothing in this input changes nothing.
    #expect(decision(facts, InputMatch(tasks: [0], leftOut: [1, 2])) == .upToDate)
    // One that found nothing is asked again when it reads other keys.
    facts = self.facts()
    facts.candidates[1].task.settings = [JobSetting("question", "q")]
    #expect(
      decision(facts, InputMatch(tasks: [0, 1])) == .make(InputMatch(tasks: [0, 1]), [.added(task: "qa")]))
  }

  @Test func theOrderOfTasksIsASetting() {
    var facts = facts()
    facts.manifest?.provenance.tasks = [Self.tag, Self.qa]
    facts.manifest?.provenance.leftOut = []
    facts.candidates.reverse()
    #expect(
      decision(facts)
        == .make(Self.match, [.settings([.init(name: "tasks", before: "tag, qa", now: "qa, tag")])]))
  }

  @Test func anOutputThatIsGoneOrChangedIsMadeAgain() {
    var facts = facts()
    facts.outputSize = nil
    #expect(decision(facts) == .make(Self.match, [.outputMissing]))
    facts.outputSize = 98
    #expect(decision(facts) == .make(Self.match, [.outputChanged]))
  }

  @Test func aManifestReadsBackAsItWasWritten() throws {
    var manifest = try #require(facts().manifest)
    manifest.counts.status = 65
    manifest.counts.records = 7
    manifest.counts.missing = ["tag": 2]
    manifest.counts.rejectCodes = ["json": 3, "utf8": 1]
    manifest.counts.tokens = 1234
    manifest.counts.seconds = 1.5
    #expect(OutputManifest(manifest.json) == manifest)
    let text = String(decoding: manifest.json, as: UTF8.self)
    #expect(text.contains(#""rejects":4"#) && text.contains(#""into":"tag","task":"tag","records":5"#))
    for bad in ["", "{}", #"{"manifest":2}"#, String(text.dropLast(9))] {
      #expect(OutputManifest(Array(bad.utf8)) == nil)
    }
  }

  @Test func aJournalIsBoundToTheSame() {
    let made = Provenance(input: Self.input, settings: [], tasks: [Self.tag], leftOut: [])
    var other = made
    other.leftOut = [Self.qa]
    #expect(made.binding == other.binding)
    other.tasks[0].model = "m9"
    #expect(made.binding != other.binding)
  }
}
