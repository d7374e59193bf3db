import Faults
import Models
import Records
import Reporting
import Runs
import Tasks
import Tokenizers

/// The windows that a task cuts the user's texts into, and how fast it does so.
package struct TaskWindows: Sendable {
  /// The windows, in the order of the records.
  package private(set) var windows: [Window] = []
  /// Records that were cut into windows.
  package private(set) var records = 0
  /// Records that cannot be annotated.
  package private(set) var rejects = 0
  /// Tokens of all windows.
  package private(set) var tokens = 0
  /// Seconds that one thread took to cut the records into windows.
  package private(set) var seconds = 0.0
  /// Whether there was more to read.
  package private(set) var isCut = false

  /// Reads inputs as a task would, until there are at least `enough` tokens.
  package init(_ inputs: [String], _ reading: ReadingSettings, _ task: LoadedTask, enough: Int) throws {
    var reading = reading
    if let shape = task.configured.shape { reading.selection.shape = shape }
    var reader = InputReader(.reading(reading), inputs: inputs, counter: ByteCounter())
    var workspace = TokenizerWorkspace()
    while let item = reader.next() {
      switch item.event {
      case .opened, .closed(nil), .closed(.noticed), .read(.verbatim, _), .read(.header, _): continue
      case .closed(let fault?): throw UnreadableInput(fault, inputs[item.origin.file])
      case .read(.reject, _): rejects += 1
      case .read(.record(let record), _):
        guard tokens < enough else {
          isCut = true
          return
        }
        add(record, task.configured.task, &workspace)
      }
    }
    if windows.isEmpty { throw NothingToMeasure(inputs: inputs, rejects: rejects) }
  }

  private mutating func add(
    _ record: Record, _ task: any AnnotationTask, _ workspace: inout TokenizerWorkspace
  ) {
    let start = ContinuousClock.now
    do throws(Reject.Reason) {
      let prepared = try task.prepared(record.fields, workspace: &workspace).windows
      seconds += (ContinuousClock.now - start).seconds
      windows += prepared
      tokens += prepared.reduce(0) { $0 + $1.ids.count }
      records += 1
    } catch {
      rejects += 1
    }
  }
}

/// Inputs without a record that can be measured.
struct NothingToMeasure: Fault {
  /// The inputs.
  let inputs: [String]
  /// Their records that cannot be annotated.
  let rejects: Int

  var message: String {
    "\(inputs.map(Phrase.input).joined(separator: ", ")): no record to measure"
      + (rejects > 0 ? ", \(Phrase.count(rejects, "record")) cannot be annotated" : ", the files are empty")
  }
  var status: ExitStatus { .rejected }
}
