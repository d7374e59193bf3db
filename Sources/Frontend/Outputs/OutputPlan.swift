import Checkpoints
import Journal

/// Which inputs go to which output: all to one, or each to its own file in a folder.
struct OutputPlan: Sendable {
  /// One output and the inputs that go to it.
  struct Group: Sendable, Equatable {
    /// The inputs, as numbers of the request.
    var inputs: [Int]
    /// The file; nil is standard output.
    var output: String?
    /// The file for rejects; nil leaves them to the log.
    var rejects: String?
    /// Files that are written in step with the output.
    var besides: [BesideFile] = []
  }

  /// The outputs, in the order of their inputs.
  let groups: [Group]

  /// The plan that a request makes; throws when two inputs would have one output.
  init(_ request: AnnotateRequest) throws(RequestFault) {
    if request.resume {
      let hasOutput = request.outputDirectory != nil || (request.output ?? "-") != "-"
      guard hasOutput, !request.inputs.contains(where: { $0 == "-" || InputFile.isStream($0) }) else {
        throw .resumeStream
      }
    }
    guard let folder = request.outputDirectory else {
      let output = request.output.flatMap { $0 == "-" ? nil : $0 }
      let rejects = request.failing.rejects ?? output.map { $0 + ".rejects.jsonl" }
      var group = Group(inputs: Array(request.inputs.indices), output: output, rejects: rejects)
      if request.outputFormat == .npy {
        if request.decoding.pooling == PoolingChoice.none { throw .arrayOfTokens }
        guard let output else { throw .arrayNeedsFile }
        if RecordFiles.isGzip(output) { throw .arrayCannotBeGzip }
        let stem = output.hasSuffix(".npy") ? String(output.dropLast(4)) : output
        group.besides = [BesideFile(content: .recordNames, path: stem + ".ids.jsonl")]
      }
      group.besides += request.besides
      groups = [group]
      return
    }
    if request.outputFormat == .npy { throw .arrayNeedsFile }
    if request.inputs.count > 1 {
      if request.failing.rejects != nil { throw .sharedRejects }
      if !request.besides.isEmpty { throw .sharedBesides }
    }
    var owners: [[UInt8]: Int] = [:]
    var groups: [Group] = []
    for (index, input) in request.inputs.enumerated() {
      let name = input == "-" ? "standard-input" : lastComponent(of: input)
      if let first = owners.updateValue(index, forKey: Array(name.utf8)) {
        throw .sameOutput(request.inputs[first], input)
      }
      let output = joinedPath(folder, name)
      let rejects = request.failing.rejects ?? output + ".rejects.jsonl"
      groups.append(Group(inputs: [index], output: output, rejects: rejects, besides: request.besides))
    }
    self.groups = groups
  }
}
