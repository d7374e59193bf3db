import Checkpoints
import Records
import Tasks
import Yams

extension JobTask {
  /// A task's name alone, or a mapping whose key `task` says which keys may accompany it.
  static var value: JobValue<JobTask> {
    let table = table
    let names: JobValue<TaskName> = .name(of: TaskName.allCases)
    return JobValue(form: .either([names.form, table.form])) { node, _ throws(JobFault) in
      var reading = JobReading()
      var task: JobTask
      if node.mapping != nil {
        guard let named = node.mapping?.first(where: { $0.key.scalar?.string == "task" })?.value else {
          throw node.fault(.missingKey("task"))
        }
        guard let name = try names.read(named, &reading) else {
          throw named.fault(.wrongValue(key: "task", found: named.found, expected: names.form))
        }
        task = JobTask(name)
        try table.read(node, into: &task, &reading, of: name.rawValue)
      } else {
        guard let name = try names.read(node, &reading) else { return nil }
        task = JobTask(name)
      }
      task.settings = reading.settings
      task.line = node.mark?.line ?? 1
      task.placeColumn = node.mark?.column ?? 1
      return task
    }
  }

  private static var table: JobTable<JobTask> {
    JobTable(keys: [
      JobKey(
        "task", "What is done.", .name(of: TaskName.allCases), required: true, weight: .none, to: \.task),
      JobKey(
        "model",
        "A Hugging Face checkpoint folder, a task folder, or an org/name in the local Hugging Face cache (default: the embedded task).",
        .text, weight: .none, to: \.model),
      JobKey(
        "into", "Key of the annotation (default: the task's name).", .text, weight: .none, to: \.into),
      JobKey(
        "inputs",
        "Inputs of this task (default: those of the job whose first records hold what the task reads).",
        JobValue<JobText>.placedText.list(), weight: .none, to: \.inputs),
      JobKey(
        "on_missing",
        "A record that lacks what this task reads is set aside (reject), or left without its annotation where another task has one for it (skip).",
        .choice([("reject", false), ("skip", true)]), to: \.isOptional),
      JobKey(
        "text", "Key of the text, or of an array of words.", .text,
        of: ["tag", "pair", "fill-mask", "embed"],
        to: \.text),
      JobKey("pair", "Keys of the two texts of a pair.", twoTexts, of: ["pair", "nsp"], to: \.pair),
      JobKey("question", "Key of the question.", .text, of: ["qa"], to: \.question),
      JobKey("context", "Key of the context that holds the answer.", .text, of: ["qa"], to: \.context),
      JobKey(
        "window", "Tokens of a window, specials included (default: the task's).", .integer(atLeast: 8),
        to: \.decoding.window),
      JobKey(
        "overlap", "Tokens that neighbouring windows share (default: the task's).", .integer(atLeast: 0),
        to: \.decoding.overlap),
      JobKey(
        "column",
        "Column of the labels: upos, xpos or misc:KEY of CoNLL-U, a number or a name of a column file.",
        column, of: ["tag"],
        to: \.column),
      JobKey(
        "aggregate", "Group tokens as Hugging Face's pipeline does, with output.schema hf.",
        .name(of: Aggregation.allCases), of: ["tag"], to: \.aggregation),
      JobKey(
        "max_answer", "Tokens of the longest answer (default: 30).", .integer(atLeast: 1), of: ["qa"],
        to: \.decoding.maximumAnswer),
      JobKey(
        "top_k", "How many answers, labels or candidates are listed.", .labelCount,
        of: ["qa", "pair", "fill-mask"], to: \.decoding.topK),
      JobKey(
        "null_threshold",
        "Give the null answer when its logit is more than this above the best answer's (default: never).",
        .number, of: ["qa"], to: \.decoding.nullThreshold),
      JobKey(
        "long", "Texts over the limit are cut (truncate), or their windows averaged (mean).",
        .name(of: LongText.allCases), of: ["pair", "embed"], to: \.decoding.long),
      JobKey(
        "threshold", "List the labels whose score is at least this.", .number, of: ["pair"],
        to: \.decoding.threshold),
      JobKey(
        "labels", "Labels of your own, for a model of natural language inference.",
        JobValue<String>.text.list(), of: ["pair"], to: \.decoding.labels),
      JobKey(
        "template",
        "The hypothesis that a label of your own makes (default: '\(ZeroShotTask.defaultTemplate)').",
        .text, of: ["pair"], to: \.decoding.template),
      JobKey(
        "targets", "The only candidates for a mask.", JobValue<String>.text.list(), of: ["fill-mask"],
        to: \.decoding.targets),
      JobKey(
        "pooling", "What becomes the vector (default: as the model's modules.json says, else mean).",
        .name(of: PoolingChoice.allCases), of: ["embed"], to: \.decoding.pooling),
      JobKey(
        "normalize", "Scale vectors to length one.", .flag, of: ["embed"], to: \.decoding.normalizes),
    ])
  }

  private static var twoTexts: JobValue<[String]> {
    JobValue(form: .twoTexts) { node, _ in
      let texts = node.sequence?.compactMap(\.plainText) ?? []
      return texts.count == 2 && node.sequence?.count == 2 ? texts : nil
    }
  }

  private static var column: JobValue<CoNLLUColumn> {
    JobValue(form: .column) { node, _ in node.plainText.flatMap { CoNLLUColumn($0) } }
  }
}
