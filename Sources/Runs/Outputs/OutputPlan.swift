import Checkpoints
import Files
import Journal
import Records

/// Which inputs go to which output: all to one, or each to its own file in a folder.
package struct OutputPlan: Sendable {
  /// One output and the inputs that go to it.
  package struct Group: Sendable, Equatable {
    /// The inputs, as numbers of the request.
    package var inputs: [Int]
    /// The file; nil is standard output.
    package var output: String?
    /// The file for rejects; nil leaves them to the log.
    package var rejects: String?
    /// Files that are written in step with the output.
    package var besides: [BesideFile] = []
  }

  /// The outputs, in the order of their inputs.
  package let groups: [Group]

  /// The outputs of these inputs; throws when two inputs would have one output. `vectorsOfTokens` says whether an annotation
  /// is a list of vectors.
  package init(
    _ inputs: [String], _ settings: OutputSettings, rejects: String?, vectorsOfTokens: Bool = false
  ) throws(OutputFault) {
    if settings.resume {
      let hasOutput = settings.directory != nil || !Self.isStream(settings.file ?? "-")
      guard hasOutput, !inputs.contains(where: { $0 == "-" || InputFile.isStream($0) }) else {
        throw .resumeStream
      }
    }
    guard let folder = settings.directory else {
      let output = settings.file.flatMap { $0 == "-" ? nil : $0 }
      // Nothing is put beside a device or a pipe.
      let rejects = rejects ?? output.flatMap { Self.isStream($0) ? nil : RejectsFile.path(of: $0) }
      var group = Group(inputs: Array(inputs.indices), output: output, rejects: rejects)
      if settings.isArray {
        if vectorsOfTokens { throw .arrayOfTokens }
        guard let output else { throw .arrayNeedsFile }
        if Compression(name: output) != nil { throw .arrayCannotBeGzip }
        let stem = output.hasSuffix(".npy") ? String(output.dropLast(4)) : output
        group.besides = [BesideFile(content: .recordNames, path: stem + ".ids.jsonl")]
      }
      group.besides += settings.besides
      groups = [group]
      return
    }
    if settings.isArray { throw .arrayNeedsFile }
    if inputs.count > 1 {
      if rejects != nil { throw .sharedRejects }
      if !settings.besides.isEmpty { throw .sharedBesides }
    }
    var owners: [[UInt8]: Int] = [:]
    var groups: [Group] = []
    for (index, input) in inputs.enumerated() {
      var name = input == "-" ? "standard-input" : lastComponent(of: input)
      // A compression that is only read has no outputs.
      if Compression(name: name)?.isWritten == false { name = Compression.stripped(name) }
      if let first = owners.updateValue(index, forKey: Array(name.utf8)) {
        throw .sameOutput(inputs[first], input)
      }
      let output = joinedPath(folder, name)
      let rejects = rejects ?? RejectsFile.path(of: output)
      groups.append(Group(inputs: [index], output: output, rejects: rejects, besides: settings.besides))
    }
    self.groups = groups
  }

  private static func isStream(_ output: String) -> Bool { output == "-" || OutputFile.isStream(output) }
}
