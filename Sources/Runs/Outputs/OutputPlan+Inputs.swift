import Files
import Journal

extension OutputPlan {
  /// Throws where a file that a run writes is one of its inputs, under whatever names: the input is lost then, or read while
  /// it changes. `others` are files that the run writes beside its outputs.
  package func check(_ inputs: [String], others: [String] = []) throws(OutputFault) {
    var files = others
    for group in groups {
      files += group.besides.map(\.path) + [group.rejects].compactMap(\.self)
      guard let output = group.output else { continue }
      files += OutputFile.files(of: output)
    }
    let toStandardOutput = groups.contains { $0.output == nil }
    try OutputFault.check(files, toStandardOutput: toStandardOutput, inputs)
    for group in groups {
      guard let rejects = group.rejects, let output = group.output else { continue }
      if Path(rejects) == Path(output), !OutputFile.isStream(output) { throw .sameOutput(rejects, output) }
    }
  }
}

extension OutputFault {
  /// Throws where one of some files, or standard output, is one of the inputs.
  package static func check(
    _ files: [String], toStandardOutput: Bool = false, _ inputs: [String]
  ) throws(OutputFault) {
    var places: [FilePlace: String] = [:]
    for input in inputs {
      let place = input == "-" ? FileCalls.filePlace(of: 0) : Path(input).filePlace
      if let place { places[place] = input }
    }
    for file in files {
      if let place = Path(file).filePlace, let input = places[place] {
        throw .isInput(output: file, input: input)
      }
    }
    if toStandardOutput, let place = FileCalls.filePlace(of: 1), let input = places[place] {
      throw .isInput(output: "-", input: input)
    }
  }
}
