import Journal
import Records

/// Reads the inputs of one output one after another, as what the workers take; starts where a journal says.
struct JobReader {
  private let sources: RecordSources
  private let inputs: [String]
  private let counter: ByteCounter
  private var number: Int
  private var skips: Int
  private var open: RecordSource?

  /// A reader of `inputs`, from a journalled position on: the items before it are read and left out.
  init(_ sources: RecordSources, inputs: [String], from position: JournalPosition?, counter: ByteCounter) {
    self.sources = sources
    self.inputs = inputs
    self.counter = counter
    number = position?.input ?? 0
    skips = position?.records ?? 0
  }

  /// The next item; nil when all inputs are read. A fault ends its input, not the run.
  mutating func next() -> JobInput? {
    guard number < inputs.count else { return nil }
    counter.addItem()
    do throws(InputFault) {
      guard let source = open else {
        let source = try sources.open(inputs[number], number: number, counter: counter)
        open = source
        return JobInput(file: number, item: .begin(writer: source.writer))
      }
      while let item = try nextItem() {
        if skips > 0 {
          skips -= 1
          continue
        }
        return JobInput(file: number, item: .read(item, writer: source.writer))
      }
      return end(nil)
    } catch {
      return end(error)
    }
  }

  /// The reader as the runtime calls it, one item a call, so that what a pipe gives is worked on at once.
  func pull() -> () throws(RunFault) -> [JobInput]? {
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

  private mutating func end(_ fault: InputFault?) -> JobInput {
    defer { number += 1 }
    open = nil
    skips = 0
    return JobInput(file: number, item: .end(fault))
  }
}
