import Files
import JSON

extension OutputManifest {
  /// The manifest as one JSON object and a line feed.
  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("manifest", Self.version)
    writer.member("bertrun", program)
    writer.member("job", job.withReadablePaths)
    writer.member("input", inputPath.withReadablePaths)
    writer.member("input_sha256", inputDigest)
    writer.member("started", started)
    writer.member("finished", finished)
    writer.key("seconds")
    writer.number(counts.seconds)
    writer.member("status", counts.status)
    writer.member("records", counts.records)
    writer.member("rejects", counts.rejects)
    writer.member("tokens", counts.tokens)
    writer.member("output_size", outputSize)
    writer.key("reject_codes")
    writer.counts(counts.rejectCodes)
    writer.key("made_of")
    writer.beginObject()
    writer.key("input")
    writer.beginObject()
    writer.member("size", provenance.input.size)
    writer.member("seconds", provenance.input.seconds)
    writer.member("nanoseconds", provenance.input.nanoseconds)
    writer.member("beginning_sha256", provenance.input.beginning)
    writer.endObject()
    writer.settings(provenance.settings)
    writer.endObject()
    writer.key("tasks")
    writer.beginArray()
    for (number, task) in provenance.tasks.enumerated() {
      let model = models.indices.contains(number) ? models[number] : nil
      writer.task(task, records: counts.records(of: task.key), model)
    }
    writer.endArray()
    writer.key("left_out")
    writer.beginArray()
    for task in provenance.leftOut { writer.task(task, records: nil, nil) }
    writer.endArray()
    writer.endObject()
    return writer.bytes + [0x0A]
  }

  /// Reads a manifest; nil for anything that is none, or one of another form, which is as if there were none.
  package init?(_ bytes: [UInt8]) {
    guard let value = try? JSONValue.parse(bytes), value["manifest"]?.int == Self.version,
      let program = value["bertrun"]?.string, let job = value["job"]?.string,
      let inputPath = value["input"]?.string, let outputSize = value["output_size"]?.int,
      let started = value["started"]?.string, let finished = value["finished"]?.string,
      let input = value["made_of"]?["input"].flatMap(Provenance.Input.init),
      let settings = value["made_of"]?.settings,
      let tasks = value["tasks"]?.array?.compactMap(Provenance.Task.init), !tasks.isEmpty,
      let leftOut = value["left_out"]?.array?.compactMap(Provenance.Task.init)
    else { return nil }
    self.init(
      program: program, job: job, inputPath: inputPath, outputSize: outputSize,
      provenance: Provenance(input: input, settings: settings, tasks: tasks, leftOut: leftOut),
      started: started,
      finished: finished)
    inputDigest = value["input_sha256"]?.string ?? ""
    models = (value["tasks"]?.array ?? []).compactMap(ModelRecord.init)
    counts.status = value["status"]?.int ?? 0
    counts.records = value["records"]?.int ?? 0
    counts.tokens = value["tokens"]?.int ?? 0
    counts.seconds = value["seconds"]?.double ?? 0
    for (code, count) in value["reject_codes"]?.object?.members ?? [] {
      counts.rejectCodes[code] = count.int ?? 0
    }
    for task in value["tasks"]?.array ?? [] {
      guard let key = task["into"]?.string, let records = task["records"]?.int, records < counts.records
      else { continue }
      counts.missing[key] = counts.records - records
    }
  }
}

extension JSONWriter {
  fileprivate mutating func settings(_ settings: [JobSetting]) {
    key("settings")
    beginObject()
    for setting in settings { member(setting.name, setting.value) }
    endObject()
  }

  fileprivate mutating func task(
    _ task: Provenance.Task, records: Int?, _ model: OutputManifest.ModelRecord?
  ) {
    beginObject()
    member("into", task.key)
    member("task", task.name)
    if let records { member("records", records) }
    if let model {
      member("model", model.name.withReadablePaths)
      key("model_files")
      beginArray()
      for file in model.files {
        beginObject()
        member("path", file.path.withReadablePaths)
        member("sha256", file.digest)
        endObject()
      }
      endArray()
    }
    if !task.model.isEmpty {
      member("model_state", task.model)
      member("precision", task.precision)
    }
    settings(task.settings)
    endObject()
  }
}

extension JSONValue {
  /// The settings among an object's members.
  fileprivate var settings: [JobSetting]? {
    self["settings"]?.object?.members.compactMap { name, value in
      value.string.map { JobSetting(name, $0) }
    }
  }
}

extension OutputManifest.ModelRecord {
  fileprivate init?(_ value: JSONValue) {
    guard let name = value["model"]?.string, let files = value["model_files"]?.array else { return nil }
    self.init(
      name: name,
      files: files.compactMap { file in
        guard let path = file["path"]?.string, let digest = file["sha256"]?.string else { return nil }
        return OutputManifest.DigestedFile(path: path, digest: digest)
      })
  }
}

extension Provenance.Input {
  fileprivate init?(_ value: JSONValue) {
    guard let size = value["size"]?.int, let seconds = value["seconds"]?.int,
      let nanoseconds = value["nanoseconds"]?.int, let beginning = value["beginning_sha256"]?.string
    else { return nil }
    self.init(size: size, seconds: seconds, nanoseconds: nanoseconds, beginning: beginning)
  }
}

extension Provenance.Task {
  fileprivate init?(_ value: JSONValue) {
    guard let key = value["into"]?.string, let name = value["task"]?.string, let settings = value.settings
    else { return nil }
    self.init(
      key: key, name: name, model: value["model_state"]?.string ?? "",
      precision: value["precision"]?.string ?? "", settings: settings)
  }
}
