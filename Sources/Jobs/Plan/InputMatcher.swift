import Annotations
import Models
import Records
import Runs
import Tasks

/// Looks into an input for what the tasks of a job read.
///
/// A task that names the input as its own is not asked. Any other one takes it when one of the first records holds what it
/// reads, or none of them can be read at all; and when the output's format can hold what it finds.
struct InputMatcher {
  /// How many records are looked at.
  static let count = 16

  /// The job.
  let job: Job
  /// What each task reads and writes, by its number.
  let outlines: [Int: TaskOutline]

  /// The tasks of an output.
  func match(_ unit: JobUnit) throws(InputFault) -> InputMatch {
    var match = InputMatch(tasks: [])
    for number in unit.candidates {
      guard !unit.owners.contains(number), let outline = outlines[number] else {
        match.tasks.append(number)
        continue
      }
      if try holds(unit.input.path, number, outline, &match.present) {
        match.tasks.append(number)
      } else {
        match.leftOut.append(number)
      }
    }
    return match
  }

  private func holds(
    _ input: String, _ number: Int, _ outline: TaskOutline, _ present: inout [String]
  ) throws(InputFault) -> Bool {
    let task = job.tasks[number]
    var selection = task.selection
    selection.shape = outline.shape
    var writing = job.output.writing
    writing.replace = true
    let sources = RecordSources(
      job.readingSettings(selection), writing,
      [AnnotationTarget(key: task.key, kind: outline.kind, column: task.column)], style: AnnotationStyle())
    var source: RecordSource
    do throws(InputFault) {
      source = try sources.open(input, number: 0)
    } catch {
      if case .cannotWrite = error { return false }
      throw error
    }
    var lacking = 0
    do throws(RecordsError) {
      while lacking < Self.count, let item = try source.reader.next() {
        switch item {
        case .record(let record):
          if record.fields.fit(outline.shape) { return true }
          lacking += 1
        case .reject(let reject):
          if case .missingKey(_, let keys) = reject.reason {
            lacking += 1
            for key in keys where !present.contains(key) { present.append(key) }
          } else if reject.reason.isOfAField {
            return true
          }
        case .verbatim, .header: break
        }
      }
    } catch {
      if let names = error.tableColumns {
        for name in names where !present.contains(name) { present.append(name) }
        return false
      }
      // What breaks the input is reported when its turn comes.
      return lacking == 0
    }
    return lacking == 0
  }
}

extension Reject.Reason {
  /// Whether a record has the field, though not as it should be.
  fileprivate var isOfAField: Bool {
    if case .wrongType = self { true } else { false }
  }
}

extension Fields {
  /// Whether a task that reads this shape can do something with them; readers of formats with one kind of record do not
  /// ask.
  fileprivate func fit(_ shape: FieldSelection.Shape) -> Bool {
    switch (self, shape) {
    case (.text, .textOrWords), (.text, .text), (.words, .textOrWords), (.words, .pairOrText): true
    case (.question, .question), (.pair, .pairOrText), (.choices, .choices): true
    case (.pair(_, let second), .pair): second != nil
    default: false
    }
  }
}
