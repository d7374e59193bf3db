import Foundation
import JSON
import TestSupport
import Testing

/// `bertrun run`, as cron calls it.
@Suite struct RunTests {
  private static let job = """
    inputs: data
    tasks: [tag, qa, pair]
    output: out
    settings: {precision: f32}

    """

  /// A folder with one input of each kind, and a job over it.
  private func mixed() throws -> Scratch {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      at: scratch.folder.appendingPathComponent("data/more"), withIntermediateDirectories: true)
    let files = [
      ("job.yaml", Self.job),
      ("data/letters.jsonl", "{\"text\":\"Where is Iguazu?\"}\n{\"text\":\"It rained.\"}\n"),
      ("data/more/questions.jsonl", "{\"question\":\"Who came?\",\"context\":\"Ana came late.\"}\n"),
      ("data/pairs.tsv", "premise\thypothesis\nA dog runs.\tAn animal moves.\n"),
      ("data/trees.conllu", "1\tThe\t_\t_\t_\t_\t_\t_\t_\t_\n2\tend\t_\t_\t_\t_\t_\t_\t_\t_\n\n"),
      ("data/poem.xml", "<root><record>It rained.</record></root>\n"),
    ]
    for (name, text) in files { _ = try scratch.file(name, text) }
    return scratch
  }

  private func run(_ arguments: String..., in scratch: Scratch) throws -> Binary.Outcome {
    try Binary.run(["run"] + arguments, input: [], in: scratch.folder)
  }

  private static let outputs = [
    "letters.jsonl", "more/questions.jsonl", "pairs.tsv", "poem.xml", "trees.conllu",
  ]

  private func written(_ scratch: Scratch) -> [String?] { Self.outputs.map { scratch.text("out/\($0)") } }

  @Test func aMixedFolderIsDoneOnceAndThenOnlyWhatChanged() throws {
    let scratch = try mixed()
    let dry = try run("job.yaml", "--dry-run", in: scratch)
    #expect(
      dry.lines == [
        "data/letters.jsonl -> out/letters.jsonl: tag: new",
        "data/more/questions.jsonl -> out/more/questions.jsonl: qa: new",
        "data/pairs.tsv -> out/pairs.tsv: pair: new", "data/poem.xml -> out/poem.xml: tag: new",
        "data/trees.conllu -> out/trees.conllu: tag: new", "5 outputs: 5 to make, 0 up to date",
      ])
    #expect(written(scratch).allSatisfy { $0 == nil } && scratch.text("out/.job.yaml.lock") == nil)

    let first = try run("job.yaml", in: scratch)
    #expect(first.status == 0 && first.output.isEmpty)
    #expect(
      first.errors.contains("job.yaml: 5 outputs, 5 made, 6 records (tag 4, qa 1, pair 1), "))
    #expect(first.errors.contains(", 1 encoder\n"))
    let texts = written(scratch)
    #expect(texts[0]?.contains(#"{"text":"It rained.","tag":[{"text":"It""#) == true)
    #expect(texts[1]?.contains(#""qa":{"text":"Ana""#) == true)
    #expect(texts[2]?.hasPrefix("premise\thypothesis\tpair\tpair_score") == true)
    #expect(texts[3]?.contains("<record><w pos=\"PRON\">It</w>") == true)
    #expect(texts[4]?.hasPrefix("1\tThe\t_\tDET\t") == true)

    let second = try run("job.yaml", in: scratch)
    #expect(second.status == 0)
    #expect(second.errors.hasPrefix("bertrun: job.yaml: 5 outputs, 5 up to date, 0."))
    #expect(written(scratch) == texts)

    // Same bytes, another time: made again, alone.
    let input = scratch.folder.appendingPathComponent("data/letters.jsonl").path
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: input)
    try FileManager.default.removeItem(at: scratch.folder.appendingPathComponent("out/pairs.tsv"))
    let third = try run("job.yaml", in: scratch)
    #expect(third.status == 0)
    #expect(third.errors.contains("data/letters.jsonl -> out/letters.jsonl: 2 records, "))
    #expect(third.errors.contains(" s (changed input)\n") && third.errors.contains(" s (output missing)\n"))
    #expect(third.errors.contains("5 outputs, 2 made, 3 up to date"))
    #expect(written(scratch) == texts)
  }

  @Test func otherSettingsAndForceMakeAgain() throws {
    let scratch = try mixed()
    #expect(try run("job.yaml", "--quiet", in: scratch).errors.isEmpty)
    let changed = Self.job.replacing(
      "tasks: [tag, qa, pair]", with: "tasks: [{task: tag, window: 64}, qa, pair]")
    _ = try scratch.file("job.yaml", changed)
    let dry = try run("job.yaml", "--dry-run", in: scratch)
    #expect(
      dry.lines.first
        == "data/letters.jsonl -> out/letters.jsonl: tag: changed settings: 'tag: window' was not set, is '64'"
    )
    #expect(dry.lines[1] == "data/more/questions.jsonl -> out/more/questions.jsonl: up to date")
    let forced = try run("job.yaml", "--dry-run", "--force", in: scratch)
    #expect(forced.lines.last == "5 outputs: 5 to make, 0 up to date")
    #expect(forced.lines.filter { $0.hasSuffix(": forced") }.count == 5)
  }

  @Test func oneOutputIsTheSameBytesAsSingleCommands() throws {
    let scratch = try Scratch()
    let folder = scratch.folder.path
    let tasks = Binary.root.appendingPathComponent("tasks").path
    // A second token head on the same encoder: the same numbers under other names.
    try FileManager.default.createDirectory(atPath: folder + "/other", withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: tasks + "/tag/head.safetensors", toPath: folder + "/other/head.safetensors")
    let card = try String(contentsOfFile: tasks + "/tag/task.json", encoding: .utf8)
    _ = try scratch.file(
      "other/task.json",
      card.replacing("../encoder", with: tasks + "/encoder").replacing("\"ADJ\"", with: "\"A\""))
    let words = "the night train leaves Lisbon at half past nine and nobody said why".split(separator: " ")
    let lines = (0..<30).map { number in
      let count = number == 7 ? 700 : 1 + number * 5 % 23
      let tokens = (0..<count).map { "\"\(words[($0 * 5 + number) % words.count])\"" }
      return
        #"{"id":\#(number),"tokens":[\#(tokens.joined(separator: ","))],"question":"Who?","context":"Ana."}"#
    }
    _ = try scratch.file("in.jsonl", lines.joined(separator: "\n") + "\n")
    _ = try scratch.file(
      "job.yaml",
      """
      inputs: in.jsonl
      encoder: \(tasks)/encoder
      tasks:
        - tag
        - {task: tag, model: other, into: other}
        - {task: embed, model: \(tasks)/encoder, overlap: 128}
        - qa
      output: out
      settings: {precision: f32}
      """)
    let together = try run("job.yaml", in: scratch)
    #expect(together.status == 0)
    let commands = [
      ["tag"], ["tag", "-m", "other", "--into", "other"],
      ["embed", "-m", tasks + "/encoder", "--overlap", "128"],
      ["qa"],
    ]
    var tokens: [Int] = []
    for (number, command) in commands.enumerated() {
      let input = number == 0 ? "in.jsonl" : "step\(number - 1).jsonl"
      let single = try Binary.run(
        command + ["--precision", "f32", input, "-o", "step\(number).jsonl", "--stats", "stats.json"],
        input: [], in: scratch.folder)
      #expect(single.status == 0)
      tokens.append(
        try JSONValue.parse(Array(scratch.text("stats.json")?.utf8 ?? "{}".utf8))["tokens"]?.int ?? 0)
    }
    #expect(scratch.text("out/in.jsonl") == scratch.text("step3.jsonl"))
    // The heads that read words share their windows.
    #expect(tokens[0] == tokens[1] && tokens[1] == tokens[2])
    #expect(together.errors.contains(", \(tokens[0] + tokens[3]) tokens, "))
    #expect(together.errors.contains("30 records (tag 30, other 30, embed 30, qa 30)"))
  }

  @Test func aRecordMayLackWhatOneTaskReads() throws {
    let scratch = try Scratch()
    let lines = [
      #"{"text":"It rained.","question":"What?","context":"It rained."}"#, #"{"text":"Nothing else."}"#,
      #"{"question":"Who?","context":"Ana."}"#, #"{"x":1}"#,
    ]
    _ = try scratch.file("in.jsonl", lines.joined(separator: "\n") + "\n")
    let job =
      "inputs: in.jsonl\noutput: out\ntasks: [{task: tag, on_missing: skip}, {task: qa, on_missing: skip}]\n"
    _ = try scratch.file("job.yaml", job)
    let run = try run("job.yaml", in: scratch)
    #expect(run.status == 65)
    let written = scratch.text("out/in.jsonl")?.split(separator: "\n") ?? []
    #expect(written.count == 3)
    #expect(written.map { $0.contains(#""tag":"#) } == [true, true, false])
    #expect(written.map { $0.contains(#""qa":"#) } == [true, false, true])
    #expect(scratch.text("out/in.jsonl.rejects")?.contains(#""code":"missing-key""#) == true)
    #expect(run.errors.contains("3 records (tag 2, qa 2), 1 reject (missing-key 1)"))
    // Without it every task must find its own.
    _ = try scratch.file("job.yaml", job.replacing(", on_missing: skip", with: ""))
    #expect(try self.run("job.yaml", in: scratch).status == 65)
    #expect(scratch.text("out/in.jsonl")?.split(separator: "\n").count == 1)
    #expect(scratch.text("out/in.jsonl.rejects")?.split(separator: "\n").count == 3)
  }

  @Test func inputsWithoutATaskOrThatAreGoneAreTold() throws {
    let scratch = try Scratch()
    _ = try scratch.file("odd.jsonl", #"{"headline":"x","body":"y"}"# + "\n")
    _ = try scratch.file("good.jsonl", #"{"text":"x"}"# + "\n")
    _ = try scratch.file(
      "job.yaml",
      "inputs: [odd.jsonl, gone.jsonl, good.jsonl, 'none/*.xml']\ntasks: [tag]\noutput: out\n")
    let run = try run("job.yaml", in: scratch)
    #expect(run.status == 66)
    #expect(
      run.errors.contains(
        "bertrun: odd.jsonl: no task finds what it reads in the first records, they have 'headline' and 'body'; "
          + "name its keys, or exclude the file\n"))
    #expect(run.errors.contains("bertrun: gone.jsonl: cannot open: no such file or directory\n"))
    #expect(run.errors.contains("bertrun: job.yaml:1:45: 'none/*.xml' matches no file\n"))
    #expect(run.errors.contains("3 outputs, 1 made, 1 without a task, 1 failed"))
    #expect(scratch.text("out/good.jsonl") != nil && scratch.text("out/odd.jsonl") == nil)
    // A task's own input is its own, whatever it holds.
    _ = try scratch.file(
      "job.yaml", "tasks: [{task: tag, text: body, inputs: odd.jsonl}]\noutput: out\n")
    #expect(try self.run("job.yaml", in: scratch).status == 0)
  }

  @Test func anInputThatBreaksLeavesNoOutput() throws {
    let scratch = try Scratch()
    _ = try scratch.file("a.xml", "<root><record>It rained.</record><record>")
    _ = try scratch.file("b.jsonl", #"{"text":"x"}"# + "\n")
    _ = try scratch.file("job.yaml", "inputs: [a.xml, b.jsonl]\ntasks: tag\noutput: out\n")
    for _ in 0..<2 {
      let run = try run("job.yaml", in: scratch)
      #expect(run.status == 65)
      #expect(scratch.text("out/a.xml") == nil && scratch.text("out/b.jsonl") != nil)
      #expect(run.errors.contains("bertrun: a.xml:1:") && run.errors.contains("1 failed"))
    }
  }

  @Test func twoTasksForOneColumnAreRefused() throws {
    let scratch = try mixed()
    let job = "inputs: data/trees.conllu\ntasks: [tag, {task: tag, into: again}]\noutput: out\n"
    _ = try scratch.file("job.yaml", job)
    let run = try run("job.yaml", in: scratch)
    #expect(run.status == 64)
    #expect(
      run.errors.contains(
        "bertrun: data/trees.conllu: 'tag' and 'again' go to one place of conllu, give the tasks other "
          + "columns or outputs of their own with '{task}' in 'output.name'\n"))
    _ = try scratch.file("job.yaml", job.replacing("again}", with: "again, column: xpos}"))
    #expect(try self.run("job.yaml", in: scratch).status == 0)
    #expect(scratch.text("out/trees.conllu")?.hasPrefix("1\tThe\t_\tDET\tDET\t") == true)
  }

  @Test func namesThatMeetAreToldBeforeAnythingIsDone() throws {
    let scratch = try mixed()
    _ = try scratch.file("job.yaml", "inputs: data/**\ntasks: tag\noutput: {directory: out, name: same}\n")
    let run = try run("job.yaml", in: scratch)
    #expect(run.status == 78)
    #expect(
      run.errors
        == "bertrun: job.yaml: 'data/letters.jsonl' and 'data/more/questions.jsonl' would both be written to "
        + "'out/same', give 'output.name' more of the path, such as '{path}'\n")
    #expect(scratch.text("out/same") == nil)
    _ = try scratch.file("job.yaml", "inputs: data\ntasks: tag\noutput: data\n")
    let over = try self.run("job.yaml", in: scratch)
    #expect(over.status == 78)
    #expect(over.errors.contains("which is an input; give 'output' another folder or name"))
  }

  @Test func anOutputATaskAndTheRejectsElsewhere() throws {
    let scratch = try Scratch()
    _ = try scratch.file("in.jsonl", "{\"text\":\"x\",\"question\":\"Who?\",\"context\":\"Ana.\"}\n[]\n")
    _ = try scratch.file(
      "job.yaml",
      """
      inputs: in.jsonl
      tasks: [tag, qa]
      output: {directory: out, name: "{task}/{name}", rejects: bad}
      reporting: {stats: stats.json}
      """)
    let run = try run("job.yaml", in: scratch)
    #expect(run.status == 65)
    #expect(scratch.text("out/tag/in.jsonl")?.contains("\"tag\":") == true)
    #expect(scratch.text("out/tag/in.jsonl")?.contains("\"qa\":") == false)
    #expect(scratch.text("out/qa/in.jsonl")?.contains("\"qa\":") == true)
    #expect(scratch.text("bad/qa/in.jsonl.rejects")?.contains("not-object") == true)
    let stats = try JSONValue.parse(Array(scratch.text("stats.json")?.utf8 ?? "".utf8))
    #expect(stats["made"]?.int == 2 && stats["rejects"]?.int == 2 && stats["tasks"]?["qa"]?.int == 1)
    // Rejects are told once: the outputs are up to date now.
    #expect(try self.run("job.yaml", in: scratch).status == 0)
  }

  @Test func aKilledRunGoesOnToTheSameBytes() throws {
    let scratch = try Scratch()
    let job = try scratch.file("job.yaml", "inputs: in.jsonl\ntasks: tag\noutput: out\n")
    _ = try StartedRun.killed(["run", job.path], in: scratch, output: "out/in.jsonl")
    let dry = try run("job.yaml", "--dry-run", in: scratch)
    #expect(dry.lines.first == "in.jsonl -> out/in.jsonl: tag: unfinished")
    #expect(try run("job.yaml", in: scratch).status == 0)
    let whole = try Binary.run("tag", "--quiet", scratch.path("in.jsonl"))
    #expect(whole.status == 0 && scratch.bytes("out/in.jsonl") == whole.output)
    #expect(try run("job.yaml", in: scratch).errors.contains("1 output, 1 up to date"))
  }

  @Test func anotherEncoderThanTheJobsIsRefused() throws {
    let scratch = try mixed()
    _ = try scratch.file("job.yaml", Self.job + "encoder: data\n")
    let run = try run("job.yaml", in: scratch)
    #expect(run.status == 78)
    #expect(run.errors.contains("job.yaml:5:10: task 'tag' runs on the encoder in '"))
    #expect(run.errors.contains("leave 'encoder' out to load both"))
  }

  @Test func theSchemaIsPrinted() throws {
    let run = try Binary.run("run", "--print-schema")
    #expect(run.status == 0)
    #expect(try JSONValue.parse(run.output)["title"]?.string == "A job of bertrun")
    #expect(try Binary.run("run").status == 64)
    #expect(try Binary.run("run", "no-such-job.yaml").status == 66)
  }
}
