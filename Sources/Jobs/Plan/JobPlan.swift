import Checkpoints
import Files
import Journal
import Records
import Runs

/// An output of a job: its input, its place, and the tasks that may make it.
package struct JobUnit: Sendable, Equatable {
  /// The input.
  package var input: FoundInput
  /// The output.
  package var output: String
  /// Where rejected records go.
  package var rejects: String
  /// The tasks whose inputs it is among, by their numbers in the job.
  package var candidates: [Int]
  /// Those of them that name it as their own: they are not asked whether they find what they read.
  package var owners: [Int]
}

/// Why a job has no plan.
package enum JobPlanFault: Error, Sendable, Equatable {
  /// A text of the job file makes no sense.
  case file(JobFault)
  /// Two inputs have the same output.
  case sameOutput(String, String, output: String)
  /// An output has the path of an input.
  case overInput(input: String, output: String)
}

/// All outputs of a job.
package struct JobPlan: Sendable {
  /// The outputs, in the order of the job's patterns, then of the inputs' names.
  package private(set) var units: [JobUnit] = []
  /// Patterns that match nothing.
  package private(set) var empty: [JobText] = []
  /// Files from folders, skipped because their names give no format.
  package private(set) var unknown = 0
  /// What lies among the inputs and could not be looked into or taken.
  package private(set) var faults: [WalkFault] = []

  /// Looks for a job's inputs and names their outputs.
  package init(_ job: Job) throws(JobPlanFault) {
    let template: OutputName
    do throws(JobFault.Kind) {
      template = try OutputName(job.output.name.text)
    } catch {
      throw .file(job.output.name.fault(error))
    }
    let walk = InputWalk(
      folder: job.folder, excluded: try Self.patterns(job.excluded).map(\.pattern),
      outputFolder: Path(job.path(job.output.directory)).resolved, takesEveryName: job.reading.format != nil)
    var found = Found()
    for (pattern, text) in try Self.patterns(job.inputs) {
      find(
        pattern, text, walk, candidates: job.tasks.indices.filter { job.tasks[$0].inputs == nil }, nil, &found
      )
    }
    for (number, task) in job.tasks.enumerated() {
      for (pattern, text) in try Self.patterns(task.inputs ?? []) {
        find(pattern, text, walk, candidates: [number], number, &found)
      }
    }
    try name(found.inputs, by: template, job)
    empty = found.texts.filter { !found.matched.contains($0.text) }
  }

  /// Inputs on the way to their outputs.
  private struct Found {
    var inputs: [(input: FoundInput, candidates: Set<Int>, owners: Set<Int>)] = []
    var places: [Path: Int] = [:]
    var texts: [JobText] = []
    var matched: Set<String> = []
  }

  private static func patterns(_ texts: [JobText]) throws(JobPlanFault) -> [(
    pattern: PathPattern, text: JobText
  )] {
    var patterns: [(pattern: PathPattern, text: JobText)] = []
    for text in texts {
      do throws(JobFault.Kind) {
        patterns += try PathPattern.patterns(text.text).map { ($0, text) }
      } catch {
        throw .file(text.fault(error))
      }
    }
    return patterns
  }

  /// Adds what a pattern finds; what several patterns find is one input.
  private mutating func find(
    _ pattern: PathPattern, _ text: JobText, _ walk: InputWalk, candidates: [Int], _ owner: Int?,
    _ found: inout Found
  ) {
    let result = walk.inputs(of: pattern)
    unknown += result.unknown
    for fault in result.faults where !faults.contains(fault) { faults.append(fault) }
    if !found.texts.contains(text) { found.texts.append(text) }
    if !result.inputs.isEmpty || !result.faults.isEmpty { found.matched.insert(text.text) }
    for input in result.inputs {
      let place: Int
      if let known = found.places[Path(input.path)] {
        place = known
      } else {
        place = found.inputs.count
        found.places[Path(input.path)] = place
        found.inputs.append((input, [], []))
      }
      found.inputs[place].candidates.formUnion(candidates)
      if let owner { found.inputs[place].owners.insert(owner) }
    }
  }

  private mutating func name(
    _ inputs: [(input: FoundInput, candidates: Set<Int>, owners: Set<Int>)], by template: OutputName,
    _ job: Job
  ) throws(JobPlanFault) {
    let folder = job.path(job.output.directory)
    let rejects = job.output.rejects.map(job.path) ?? folder
    var taken: [Path: String] = [:]
    // Under whatever names: an output over an input, or over the job's own file, would destroy it.
    var places: [FilePlace: String] = [:]
    for path in inputs.map(\.input.path) + [job.file] {
      if let place = Path(path).filePlace { places[place] = path }
    }
    for (input, candidates, owners) in inputs where !candidates.isEmpty {
      // One output for all tasks, or one for each.
      for numbers in template.isPerTask ? candidates.sorted().map({ [$0] }) : [candidates.sorted()] {
        let own = template.path(
          for: input.relative, format: job.output.writing.format ?? Self.foundOutput(of: input, job),
          task: job.tasks[numbers[0]].key)
        let output = joinedPath(folder, own)
        if let first = taken.updateValue(input.path, forKey: Path(output)) {
          throw .sameOutput(first, input.path, output: output)
        }
        let rejected = RejectsFile.path(of: joinedPath(rejects, own))
        for file in OutputFile.files(of: output) + [rejected, Manifest.path(of: output)] {
          guard let place = Path(file).filePlace, let read = places[place] else { continue }
          throw .overInput(input: read, output: file)
        }
        units.append(
          JobUnit(
            input: input, output: output, rejects: rejected,
            candidates: numbers, owners: numbers.filter(owners.contains)))
      }
    }
  }

  /// The output's format where the input's name says plain text and its first bytes another format; nil where the name is
  /// right, or says more.
  private static func foundOutput(of input: FoundInput, _ job: Job) -> RecordFormat? {
    guard job.reading.format == nil, RecordFormat(name: input.path) == .text,
      let file = try? InputFile.open(input.path),
      let opened = try? OpenedInput(FileSource(file), name: input.path), opened.format != .text
    else { return nil }
    return opened.format.output
  }
}
