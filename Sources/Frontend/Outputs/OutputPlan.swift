import Checkpoints

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
    /// The file that says which records the rows of an array are of; nil where the output is no array.
    var rows: String?
  }

  /// The outputs, in the order of their inputs.
  let groups: [Group]

  /// The plan that a request makes; throws when two inputs would have one output.
  init(_ request: AnnotateRequest) throws(RequestFault) {
    if request.resume,
      request.inputs.contains("-") || request.outputDirectory == nil && (request.output ?? "-") == "-"
    {
      throw .resumeStream
    }
    guard let folder = request.outputDirectory else {
      let output = request.output.flatMap { $0 == "-" ? nil : $0 }
      let rejects = request.failing.rejects ?? output.map { $0 + ".rejects.jsonl" }
      var group = Group(inputs: Array(request.inputs.indices), output: output, rejects: rejects)
      if request.outputFormat == .npy {
        if request.resume { throw .arrayCannotResume }
        if request.decoding.pooling == PoolingChoice.none { throw .arrayOfTokens }
        guard let output else { throw .arrayNeedsFile }
        group.rows = (output.hasSuffix(".npy") ? String(output.dropLast(4)) : output) + ".ids.jsonl"
      }
      groups = [group]
      return
    }
    if request.outputFormat == .npy { throw .arrayNeedsFile }
    if request.failing.rejects != nil, request.inputs.count > 1 { throw .sharedRejects }
    var owners: [[UInt8]: Int] = [:]
    var groups: [Group] = []
    for (index, input) in request.inputs.enumerated() {
      let name = input == "-" ? "standard-input" : lastComponent(of: input)
      if let first = owners.updateValue(index, forKey: Array(name.utf8)) {
        throw .sameOutput(request.inputs[first], input)
      }
      let output = joinedPath(folder, name)
      let rejects = request.failing.rejects ?? output + ".rejects.jsonl"
      groups.append(Group(inputs: [index], output: output, rejects: rejects))
    }
    self.groups = groups
  }
}
