import JSON
import Records
import Yams

extension Job {
  /// Reads a job file's text; `file` is its name.
  package init(_ bytes: [UInt8], file: String) throws(JobFault) {
    self.init()
    self.file = file
    let node = try yamlDocument(bytes)
    guard node.mapping != nil else {
      throw node.fault(.wrongValue(key: "", found: node.found, expected: Self.table.form))
    }
    var reading = JobReading()
    try Self.table.read(node, into: &self, &reading)
    settings = reading.settings
    try check(node)
  }

  /// What no key can check by itself.
  private func check(_ node: Node) throws(JobFault) {
    for (number, task) in tasks.enumerated() {
      func fault(_ kind: JobFault.Kind) -> JobFault {
        JobFault(line: task.line, column: task.placeColumn, kind)
      }
      if inputs.isEmpty, task.inputs == nil { throw node.fault(.missingKey("inputs")) }
      if let first = tasks[..<number].first(where: { $0.key.hasSameBytes(as: task.key) }) {
        throw fault(.sameInto(task.key, line: first.line))
      }
      if let window = task.decoding.window, let overlap = task.decoding.overlap, overlap >= window {
        throw fault(.overlapOverWindow(overlap: overlap, window: window))
      }
      if task.decoding.template != nil, task.decoding.labels == nil {
        throw fault(.needsKey("template", other: "labels"))
      }
      if task.decoding.labels != nil, task.pair != nil { throw fault(.excludes("labels", other: "pair")) }
      if task.decoding.labels != nil, task.decoding.long == .mean {
        throw fault(.excludes("labels", other: "long: mean"))
      }
      if task.aggregation != nil, output.schema != .huggingFace {
        throw fault(.needsKey("aggregate", other: "output.schema: hf"))
      }
    }
    for pattern in reading.xmlRecords + reading.xmlSkipped
    where XMLSettings(records: [pattern.text]).badPattern != nil {
      throw pattern.fault(.xmlPattern(pattern.text))
    }
  }
}

/// The document of a YAML file.
func yamlDocument(_ bytes: [UInt8]) throws(JobFault) -> Node {
  if let offset = UTF8Sequence.firstInvalid(in: bytes) {
    let fault = JSONError(.invalidUTF8, offset: offset)
    throw JobFault(line: fault.line(in: bytes), column: fault.column(in: bytes), .notUTF8)
  }
  let node: Node?
  do {
    node = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self))
  } catch let error as YamlError {
    throw JobFault(error)
  } catch {
    throw JobFault(.syntax("\(error)"))
  }
  guard let node, node.null == nil else { throw JobFault(.empty) }
  return node
}

extension JobFault {
  /// What the parser of YAML says.
  fileprivate init(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(line: mark.line, column: mark.column, .syntax(problem))
    case .reader(let problem, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0)
      let line = before.split(separator: "\n", omittingEmptySubsequences: false)
      self.init(
        line: line.count, column: (line.last?.unicodeScalars.count ?? 0) + 1, .syntax(problem))
    case .duplicatedKeysInMapping(let names, let context):
      self.init(
        line: context.mark.line, column: context.mark.column, .repeatedKey(names.first ?? ""))
    default: self.init(.syntax("\(error)"))
    }
  }
}
