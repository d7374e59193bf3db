import Journal
import Records

/// Reads the inputs of one output one after another, as items of a run; starts where a journal says.
package struct InputReader {
  private let sources: RecordSources
  private let inputs: [String]
  private let counter: ByteCounter
  private var start: JournalPosition?
  private var number: Int
  private var open: RecordSource?

  /// A reader of `inputs`, from a journalled position on.
  package init(
    _ sources: RecordSources, inputs: [String], from position: JournalPosition? = nil, counter: ByteCounter
  ) {
    self.sources = sources
    self.inputs = inputs
    self.counter = counter
    start = position
    number = position?.input ?? 0
  }

  /// The next item; nil when all inputs are read. A fault ends its input, not the run.
  package mutating func next() -> InputItem? {
    guard number < inputs.count else { return nil }
    counter.addItem()
    do throws(InputFault) {
      guard let source = open else {
        let source = try sources.open(inputs[number], number: number, from: start, counter: counter)
        start = nil
        open = source
        return InputItem(origin: Origin(file: number), event: .opened(source.writers))
      }
      while let item = try nextItem() {
        if let skips = open?.skips, skips > 0 {
          open?.skips -= 1
          continue
        }
        let end = source.isSeekable ? open?.reader.restart ?? 0 : 0
        return InputItem(origin: Origin(file: number, end: end), event: .read(item, source.writers))
      }
      let notices = open?.notices ?? []
      return end(try change() ?? (notices.isEmpty ? nil : .noticed(notices)))
    } catch {
      return end(error)
    }
  }

  /// The reader as the runtime calls it, one item a call, so that what a pipe gives is worked on at once.
  func pull() -> () throws -> [InputItem]? {
    var reader = self
    return { reader.next().map { [$0] } }
  }

  private mutating func nextItem() throws(InputFault) -> ReadItem? {
    do throws(RecordsError) {
      return try open?.reader.next()
    } catch {
      throw .records(error)
    }
  }

  /// What happened to the file while it was read, as a fault; nil for nothing.
  private func change() throws(InputFault) -> InputFault? {
    do throws(JournalError) {
      return try open?.file.change().map { .changed($0) }
    } catch {
      throw .file(error)
    }
  }

  private mutating func end(_ fault: InputFault?) -> InputItem {
    defer { number += 1 }
    open = nil
    start = nil
    return InputItem(origin: Origin(file: number), event: .closed(fault))
  }
}
