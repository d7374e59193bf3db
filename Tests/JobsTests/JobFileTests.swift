import Checkpoints
import Faults
import Jobs
import Testing

/// What a job file may say, and what is told of one that says something else.
@Suite struct JobFileTests {
  private func job(_ text: String) throws(JobFault) -> Job { try Job(Array(text.utf8), file: "j.yaml") }

  /// What is told of a file; empty where it is well.
  private func fault(_ text: String) -> String {
    do throws(JobFault) {
      _ = try job(text)
      return ""
    } catch {
      return error.message(file: "j.yaml")
    }
  }

  private static let rest = "inputs: data\noutput: out\n"

  @Test func theShortestJob() throws {
    let job = try job("inputs: data\ntasks: tag\noutput: out\n")
    #expect(job.inputs.map(\.text) == ["data"])
    #expect(job.tasks.map(\.task) == [.tag] && job.tasks.map(\.key) == ["tag"])
    #expect(job.output.directory == "out" && job.output.name.text == "{folder}/{stem}.{ext}")
    #expect(job.settings.isEmpty && job.tasks[0].settings.isEmpty)
  }

  @Test func everyKeyIsRead() throws {
    let job = try job(
      """
      inputs: ["letters/**/*.jsonl", forms]
      exclude: [forms/old]
      encoder: models/encoder
      task_folder: models
      tasks:
        - qa
        - task: tag
          model: ./ner
          into: ner
          inputs: letters
          on_missing: skip
          text: body
          window: 128
          overlap: 16
          column: misc:NER
          aggregate: simple
        - task: pair
          pair: [a, b]
          long: mean
          top_k: all
          threshold: 0.5
        - {task: pair, into: topic, labels: [art, no], template: "About {}."}
        - {task: qa, into: more, question: q, context: c, max_answer: 12, top_k: 3, null_threshold: -1.5}
        - {task: fill-mask, targets: [blue, red]}
        - {task: embed, pooling: cls, normalize: yes}
      output:
        directory: out
        name: "{task}/{path}"
        rejects: bad
        format: jsonl
        replace: true
        logits: true
        schema: hf
        offsets: utf16
      reading: {format: jsonl, id: key, columns: [x, y], unit: paragraph, xml_record: p, xml_skip: [fw]}
      settings: {precision: f32, threads: 3, batch_tokens: 512, on_error: stop, max_rejects: 9}
      reporting: {log: json, progress: never, quiet: true, log_every: 5, stats: stats.json, metrics: night.prom}
      """)
    #expect(job.inputs.map(\.text) == ["letters/**/*.jsonl", "forms"])
    #expect(job.excluded.map(\.text) == ["forms/old"])
    #expect(job.encoder?.text == "models/encoder" && job.encoder?.line == 3 && job.encoder?.column == 10)
    #expect(job.taskFolder == "models")
    #expect(job.tasks.map(\.key) == ["qa", "ner", "pair", "topic", "more", "fill-mask", "embed"])
    let ner = job.tasks[1]
    #expect(ner.model == "./ner" && ner.inputs?.map(\.text) == ["letters"] && ner.isOptional)
    #expect(ner.selection.text == "body" && ner.column == .misc(key: "NER") && ner.aggregation == .simple)
    #expect(ner.decoding.window == 128 && ner.decoding.overlap == 16)
    #expect(job.tasks[2].pair == ["a", "b"] && job.tasks[2].decoding.long == .mean)
    #expect(job.tasks[2].decoding.topK == .max && job.tasks[2].decoding.threshold == 0.5)
    #expect(job.tasks[3].decoding.labels == ["art", "no"] && job.tasks[3].decoding.template == "About {}.")
    #expect(job.tasks[4].question == "q" && job.tasks[4].context == "c")
    #expect(job.tasks[4].decoding.maximumAnswer == 12 && job.tasks[4].decoding.topK == 3)
    #expect(job.tasks[4].decoding.nullThreshold == -1.5)
    #expect(job.tasks[5].decoding.targets == ["blue", "red"])
    #expect(job.tasks[6].decoding.pooling == .cls && job.tasks[6].decoding.normalizes)
    #expect(job.output.directory == "out" && job.output.name.text == "{task}/{path}")
    #expect(job.output.rejects == "bad" && job.output.writing.format == .jsonl)
    #expect(job.output.writing.replace && job.output.logits && job.output.schema == .huggingFace)
    #expect(job.output.offsets == .utf16)
    #expect(
      job.reading.format == .jsonl && job.reading.id == "key" && job.reading.table.columns == ["x", "y"])
    #expect(job.reading.unit == .paragraph && job.reading.xmlRecords.map(\.text) == ["p"])
    #expect(job.reading.xmlSkipped.map(\.text) == ["fw"])
    #expect(job.computing.precision == .f32 && job.computing.threads == 3 && job.computing.batchTokens == 512)
    #expect(job.failing.stop && job.failing.limit == .count(9))
    #expect(job.reporting.jsonLog && job.reporting.progress == .never && job.reporting.quiet)
    #expect(job.reporting.logEvery == .seconds(5))
    #expect(job.reporting.stats == "stats.json" && job.reporting.metrics == "night.prom")
  }

  @Test func onlyWhatOutputsDependOnIsKeptOfThem() throws {
    let job = try job(
      """
      inputs: data
      tasks: [{task: tag, model: m, into: ner, window: 64, inputs: x}]
      output: {directory: out, logits: true, rejects: bad}
      reading: {id: key}
      settings: {threads: 3, on_error: stop}
      reporting: {quiet: true}
      """)
    #expect(job.settings == [JobSetting("output.logits", "true"), JobSetting("reading.id", "key")])
    // Name and key of a task are kept of their own.
    #expect(job.tasks[0].settings == [JobSetting("window", "64")])
  }

  @Test func pathsAreThoseOfTheFilesFolder() throws {
    let bytes = Array("inputs: a\ntasks: tag\noutput: out\n".utf8)
    #expect(try Job(bytes, file: "jobs/night.yaml").path("data") == "jobs/data")
    #expect(try Job(bytes, file: "night.yaml").path("data") == "data")
    #expect(try Job(bytes, file: "/etc/night.yaml").path("/srv/data") == "/srv/data")
  }

  @Test(arguments: [
    ("", "j.yaml: the file is empty, expected a job with 'inputs', 'tasks' and 'output'"),
    ("# nothing\n", "j.yaml: the file is empty, expected a job with 'inputs', 'tasks' and 'output'"),
    (
      "- tag\n",
      "j.yaml:1:1: the job is a list, expected a mapping with keys like 'inputs', 'exclude' and 'tasks'"
    ),
    ("tasks: [tag\noutput: out\n", "j.yaml:2:7: not valid YAML: did not find expected ',' or ']'"),
    ("tasks: tag\noutput: out\n", "j.yaml:1:1: key 'inputs' is missing"),
    ("inputs: a\noutput: out\n", "j.yaml:1:1: key 'tasks' is missing"),
    ("inputs: a\ntasks: tag\n", "j.yaml:1:1: key 'output' is missing"),
    (
      "inputs: a\ninputs: b\ntasks: tag\noutput: o\n",
      "j.yaml:1:1: key 'inputs' is given twice, remove one"
    ),
    ("taks: tag\n", "j.yaml:1:1: unknown key 'taks', did you mean 'tasks'?"),
    ("ouptut: out\n", "j.yaml:1:1: unknown key 'ouptut', did you mean 'output'?"),
    (
      "workers: 3\n",
      "j.yaml:1:1: unknown key 'workers', expected 'inputs', 'exclude', 'tasks', 'encoder', 'task_folder', 'output', "
        + "'reading', 'settings' or 'reporting'"
    ),
    (
      "settings:\n  batch-tokens: 3\n",
      "j.yaml:2:3: unknown key 'batch-tokens', did you mean 'batch_tokens'?"
    ),
    ("settings: {threads: 0}\n", "j.yaml:1:21: 'threads' is '0', expected a whole number of at least 1"),
    (
      "settings: {threads: many}\n", "j.yaml:1:21: 'threads' is 'many', expected a whole number of at least 1"
    ),
    ("settings: {threads: [1]}\n", "j.yaml:1:21: 'threads' is a list, expected a whole number of at least 1"),
    ("settings: {threads: }\n", "j.yaml:1:21: 'threads' has no value, expected a whole number of at least 1"),
    (
      "settings: fast\n",
      "j.yaml:1:11: 'settings' is 'fast', expected a mapping with keys like 'precision', 'threads' and 'batch_tokens'"
    ),
    (
      "settings:\n  precision: int4\n",
      "j.yaml:2:14: 'precision' is 'int4', expected 'auto', 'f32', 'bf16' or 'int8'"
    ),
    ("reporting: {quiet: maybe}\n", "j.yaml:1:20: 'quiet' is 'maybe', expected true or false"),
    ("inputs: {a: b}\n", "j.yaml:1:9: 'inputs' is a mapping, expected a text or a list of such"),
    ("inputs: []\n", "j.yaml:1:9: 'inputs' is a list, expected a text or a list of such"),
    ("inputs: [a, [b]]\n", "j.yaml:1:13: an element of 'inputs' is a list, expected a text"),
    (
      "tasks: [tagg]\n",
      "j.yaml:1:9: an element of 'tasks' is 'tagg', expected 'tag', 'qa', 'pair', 'fill-mask', 'nsp' or 'embed' or a "
        + "mapping with keys like 'task', 'model' and 'into'"
    ),
    ("tasks: [{model: m}]\n", "j.yaml:1:9: key 'task' is missing"),
    (
      "tasks: [{task: ner}]\n",
      "j.yaml:1:16: 'task' is 'ner', expected 'tag', 'qa', 'pair', 'fill-mask', 'nsp' or 'embed'"
    ),
    (
      "tasks:\n  - task: tag\n    max_answer: 3\n",
      "j.yaml:3:5: key 'max_answer' is not one of 'tag', it belongs to 'qa'"
    ),
    (
      "tasks:\n  - task: qa\n    max_anwser: 3\n",
      "j.yaml:3:5: unknown key 'max_anwser', did you mean 'max_answer'?"
    ),
    ("tasks: [{task: pair, pair: [a]}]\n", "j.yaml:1:28: 'pair' is a list, expected a list of two texts"),
    (
      "tasks: [{task: tag, column: 'misc:'}]\n",
      "j.yaml:1:29: 'column' is 'misc:', expected 'upos', 'xpos', 'misc:KEY' or a column of column files"
    ),
    (
      "tasks: [{task: pair, top_k: most}]\n",
      "j.yaml:1:29: 'top_k' is 'most', expected a whole number of at least 1 or 'all'"
    ),
    (
      rest + "tasks: [tag, tag]\n",
      "j.yaml:3:14: the task of line 3 puts its annotations under 'tag' too, give one of them another 'into'"
    ),
    (
      rest + "tasks: [{task: tag, window: 64, overlap: 64}]\n",
      "j.yaml:3:9: overlap '64' must be smaller than window '64'"
    ),
    (
      rest + "tasks: [{task: pair, template: 'x {}'}]\n",
      "j.yaml:3:9: 'template' goes with 'labels', give both"
    ),
    (
      rest + "tasks: [{task: pair, labels: a, pair: [a, b]}]\n",
      "j.yaml:3:9: 'labels' and 'pair' exclude each other, leave one out"
    ),
    (
      rest + "tasks: [{task: pair, labels: a, long: mean}]\n",
      "j.yaml:3:9: 'labels' and 'long: mean' exclude each other, leave one out"
    ),
    (
      rest + "tasks: [{task: tag, aggregate: simple}]\n",
      "j.yaml:3:9: 'aggregate' goes with 'output.schema: hf', give both"
    ),
    (
      rest + "tasks: tag\nreading: {xml_record: 'p['}\n",
      "j.yaml:4:23: 'p[' is not a pattern of elements such as 'p', 'text//p' or '*:p'"
    ),
  ])
  func aFaultIsToldWithItsPlace(text: String, told: String) {
    #expect(fault(text) == told)
  }

  @Test func whatIsNoUTF8HasAPlace() {
    do throws(JobFault) {
      _ = try Job(Array("inputs: a\ntasks: ".utf8) + [0xFF], file: "j.yaml")
      Issue.record("a file that is no UTF-8 was read")
    } catch {
      #expect(error.message(file: "j.yaml") == "j.yaml:2:8: not valid UTF-8")
    }
  }

  @Test func theNearestNameIsTheOneWithFewestChanges() {
    #expect(editDistance(Array("overlap".utf8), Array("ovrelap".utf8)) == 1)
    #expect(editDistance(Array("kitten".utf8), Array("sitting".utf8)) == 3)
    #expect(editDistance([], Array("abc".utf8)) == 3)
    #expect(nearestName(to: "windwo", among: ["window", "overlap"]) == "window")
    #expect(nearestName(to: "frobnicate", among: ["window", "overlap"]) == nil)
  }
}
