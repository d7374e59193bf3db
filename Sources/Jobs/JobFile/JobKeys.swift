import Annotations
import Checkpoints
import Compute
import Models
import Records
import Reporting
import Runs
import Tasks
import Tokenizers
import Yams

extension Job {
  /// The keys of a job file.
  static var table: JobTable<Job> {
    JobTable(keys: [
      JobKey(
        "inputs",
        "Files, folders, or patterns with *, ?, [a-z], {a,b} and ** for any folders; relative to this file. Of folders all files whose names have the suffix of a format.",
        JobValue<JobText>.placedText.list(), weight: .none, to: \.inputs),
      JobKey(
        "exclude", "Patterns of files that are no inputs.", JobValue<JobText>.placedText.list(),
        weight: .none,
        to: \.excluded),
      JobKey(
        "tasks", "What is done with them: names of tasks, or mappings.", JobTask.value.list(),
        required: true, weight: .inner, to: \.tasks),
      JobKey(
        "encoder",
        "The folder of the encoder that all tasks share; a task with another one is an error. Without it, tasks that name the same encoder share it.",
        .placedText, weight: .none, to: \.encoder),
      JobKey(
        "task_folder",
        "The folder of the tasks without a model (default: searched for beside the binary).", .text,
        weight: .none, to: \.taskFolder),
      JobKey(
        "output", "The folder of the outputs, or a mapping.", JobOutputKeys.value, required: true,
        weight: .inner, to: \.output),
      JobKey(
        "reading", "How the inputs are read.", JobReadingKeys.table.value { JobReadingKeys() },
        weight: .inner, to: \.reading),
      JobKey(
        "settings", "Numbers, threads, and records that cannot be annotated.",
        Self.settingsTable.value { JobSettings() }, weight: .none, to: \.allSettings),
      JobKey(
        "reporting", "What is logged and reported.", Self.reportingTable.value { ReportingSettings() },
        weight: .none,
        to: \.reporting),
    ])
  }

  /// Numbers, threads and failures under one key.
  private struct JobSettings {
    var computing = ComputingSettings()
    var failing = FailingSettings()
  }

  private var allSettings: JobSettings {
    get { JobSettings(computing: computing, failing: failing) }
    set { (computing, failing) = (newValue.computing, newValue.failing) }
  }

  private static var settingsTable: JobTable<JobSettings> {
    JobTable(keys: [
      JobKey(
        "precision",
        "Precision of the products; auto is what the model's card records as checked, else f32.",
        .choice([("auto", nil)] + Precision.allCases.map { ($0.rawValue, $0) }), to: \.computing.precision),
      JobKey(
        "threads", "Worker threads (default: one per core).", .integer(atLeast: 1), to: \.computing.threads),
      JobKey(
        "batch_tokens", "Tokens of a batch (default: the measured best).", .integer(atLeast: 1),
        to: \.computing.batchTokens),
      JobKey(
        "memory_of",
        "MiB for the results of recent windows: equal texts are computed once (default: 8; 0 for none).",
        .integer(atLeast: 0), to: \.computing.memory),
      JobKey(
        "on_error", "A record that cannot be annotated is set aside (reject) or ends the run (stop).",
        .choice([("reject", false), ("stop", true)]), to: \.failing.stop),
      JobKey(
        "max_rejects",
        "An input with more rejected records than this is given up; with a percent sign it is done and counts as failed (default: 50% of at least 20).",
        JobValue<RejectLimit>.rejectLimit, weight: .none, to: \.failing.limit),
      JobKey(
        "max_record", "MiB of text that a record may have; one with more is rejected (default: 2).",
        JobValue<Int>.integer(atLeast: 1).map { min($0, 1 << 20) << 20 }, weight: .none,
        to: \.failing.maximumBytes),
      JobKey(
        "replace_rejects",
        "Overwrite files of rejects that were changed since the last run, instead of numbering new ones.",
        .flag, weight: .none, to: \.failing.replacesRejects),
    ])
  }

  private static var reportingTable: JobTable<ReportingSettings> {
    JobTable(keys: [
      JobKey(
        "log", "Log lines as text or json.", .choice([("text", false), ("json", true)]), to: \.jsonLog),
      JobKey(
        "progress", "Progress line: auto (on a terminal), always or never.",
        .name(of: ProgressMode.allCases), to: \.progress),
      JobKey(
        "quiet", "Only warnings and errors: no line an input, no summary at the end.", .flag, to: \.quiet),
      JobKey(
        "log_every", "Seconds between log lines of progress, where no terminal shows it; 0 for none.",
        JobValue<Int>.integer(atLeast: 0).map { Duration.seconds($0) }, to: \.logEvery),
      JobKey("stats", "File that gets the summary as JSON.", .text, to: \.stats),
      JobKey(
        "metrics",
        "File that gets metrics for Prometheus' textfile collector: at the start, every 15 seconds, and at the end.",
        .text, to: \.metrics),
    ])
  }
}

extension JobOutputKeys {
  /// The folder alone, or a mapping.
  static var value: JobValue<JobOutputKeys> {
    let mapping = table.value { JobOutputKeys() }
    return JobValue(form: .either([.text, mapping.form])) { node, reading throws(JobFault) in
      guard let folder = node.plainText else { return try mapping.read(node, &reading) }
      var output = JobOutputKeys()
      output.directory = folder
      return output
    }
  }

  private static var table: JobTable<JobOutputKeys> {
    JobTable(keys: [
      JobKey(
        "directory", "The folder of the outputs, made where it is missing.", .text, required: true,
        weight: .none, to: \.directory),
      JobKey(
        "name",
        "Template of the outputs' names: {folder} below the input's pattern or folder, {stem}, {ext} of the output's format, {name} and {path} of the input, {task} for an output a task (default: {folder}/{stem}.{ext}).",
        .placedText, weight: .none, to: \.name),
      JobKey(
        "rejects", "The folder of the rejected records (default: beside the outputs).", .text,
        weight: .none, to: \.rejects),
      JobKey(
        "format", "Format of the outputs where it can hold the tasks (default: the input's own).",
        .choice([
          ("jsonl", RecordFormat.jsonl), ("conllu", .conllu), ("columns", .columns), ("words", .words),
        ]),
        to: \.writing.format),
      JobKey(
        "replace", "Replace annotations whose keys already exist.", .flag, to: \.writing.replace),
      JobKey("logits", "Write raw scores too.", .flag, to: \.logits),
      JobKey(
        "schema", "Names of an annotation's parts: own, or hf for those of Hugging Face's pipelines.",
        .choice([("own", AnnotationStyle.Schema.own), ("hf", .huggingFace)]), to: \.schema),
      JobKey(
        "offsets", "Unit of offsets.",
        .choice([("codepoints", OffsetMap.Unit.codePoints), ("utf8", .utf8), ("utf16", .utf16)]),
        to: \.offsets),
    ])
  }
}

extension JobReadingKeys {
  fileprivate static var table: JobTable<JobReadingKeys> {
    JobTable(keys: [
      JobKey(
        "format", "Format of the inputs; auto goes by suffix, then by first bytes.",
        .choice([("auto", nil)] + RecordFormat.all.filter(\.isInput).map { ($0.name, $0) }), to: \.format),
      JobKey("id", "Key of the record's identifier.", .text, to: \.id),
      JobKey(
        "columns", "Columns of tables without header.", JobValue<String>.text.list(), to: \.table.columns),
      JobKey(
        "delimiter", "What separates the cells of tables (default: found in the first rows).",
        .choice([
          ("comma", UInt8(ascii: ",")), ("tab", 9), ("semicolon", UInt8(ascii: ";")),
          ("bar", UInt8(ascii: "|")),
        ]), to: \.table.delimiter),
      JobKey(
        "header", "Whether the first row of tables names the columns (default: found out).",
        JobValue<Bool>.flag.map { Optional($0) },
        to: \.table.hasHeader),
      JobKey("unit", "What is a record of plain text.", .name(of: TextUnitSize.allCases), to: \.unit),
      JobKey("encoding", "Encoding of the inputs, as iconv names it.", .text, to: \.encoding),
      JobKey(
        "xml_record", "Patterns of the XML elements that are records.", JobValue<JobText>.placedText.list(),
        to: \.xmlRecords),
      JobKey(
        "xml_skip", "Patterns of XML elements that are skipped.", JobValue<JobText>.placedText.list(),
        to: \.xmlSkipped),
    ])
  }
}
