import Records
import Tasks

/// The windows that a task makes of the user's texts, and how fast it makes them.
struct TaskWindows: Sendable {
  /// The windows, in the order of the records.
  private(set) var windows: [Window] = []
  /// Records that were cut into windows.
  private(set) var records = 0
  /// Records that cannot be annotated.
  private(set) var rejects = 0
  /// Tokens of all windows.
  private(set) var tokens = 0
  /// Seconds that one thread took to cut the records into windows.
  private(set) var seconds = 0.0
  /// Whether there was more to read.
  private(set) var isCut = false

  /// Reads the inputs of a request as its task would, until there are at least `enough` tokens.
  init(_ request: AnnotateRequest, _ task: LoadedTask, enough: Int) throws(CommandFault) {
    var reading = request.reading
    if let shape = task.shape { reading.selection.shape = shape }
    // Nothing is written back: any writer will do.
    var writing = WritingSettings()
    writing.format = .jsonl
    let sources = RecordSources(
      reading: reading, writing: writing, targets: [], style: AnnotationStyle(), isJoined: false)
    var reader = JobReader(sources, inputs: request.inputs, from: nil, counter: ByteCounter())
    while let input = reader.next() {
      switch input.item {
      case .begin, .end(nil), .read(.verbatim, _), .read(.header, _): continue
      case .end(let fault?): throw .input(fault, name: request.inputs[input.file])
      case .read(.reject, _): rejects += 1
      case .read(.record(let record), _):
        guard tokens < enough else {
          isCut = true
          return
        }
        add(record, task.task)
      }
    }
    if windows.isEmpty { throw .nothingToMeasure(request.inputs, rejects: rejects) }
  }

  private mutating func add(_ record: Record, _ task: any AnnotationTask) {
    let start = ContinuousClock.now
    do throws(Reject.Reason) {
      let prepared = try task.prepare(record.fields).windows
      seconds += (ContinuousClock.now - start).seconds
      windows += prepared
      tokens += prepared.reduce(0) { $0 + $1.ids.count }
      records += 1
    } catch {
      rejects += 1
    }
  }
}
