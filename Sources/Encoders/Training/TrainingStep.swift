import Compute

/// One step of the schedule in a training pass: the sequences, which of their rows are wanted, and what is dropped.
struct TrainingStep: Sendable {
  let sequences: TrainableAttention.Sequences
  /// The wanted rows' numbers in the whole batch; nil where all are.
  let wantedRows: [Int32]?
  private let dropout: Dropout?
  private let firstSite: Int

  /// What is dropped in a layer.
  enum Part: Int {
    case attention, feedForward, weights
  }

  /// Step `number` of a schedule of `count` steps. The last one computes the batch's wanted rows alone.
  init(_ number: Int, of count: Int, heads: Int, _ batch: borrowing Batch, dropout: Dropout?) {
    let wantsAll = number < count - 1 || batch.wantsAll
    sequences = TrainableAttention.Sequences(lengths: batch.lengths, subset: wantsAll ? nil : batch.wanted)
    wantedRows = wantsAll ? nil : batch.wantedRows
    self.dropout = dropout
    firstSite = Self.site(ofStep: number, heads: heads)
  }

  /// The number of a step's first site of dropout; 0 is that of the tables' sum, and heads follow the last step.
  static func site(ofStep number: Int, heads: Int) -> Int { 1 + number * (heads + 2) }

  /// Where a part is dropped, if it is.
  func site(_ part: Part) -> Dropout.Site? {
    dropout?.site(
      firstSite + part.rawValue, rate: part == .weights ? dropout?.attention ?? 0 : dropout?.hidden ?? 0)
  }

  /// Drops elements of rows, or of their gradients.
  func drop(
    _ rows: inout Matrix, _ part: Part, _ examples: Span<UInt32>, _ workspace: inout Workspace
  ) {
    rows.drop(
      at: site(part), counts: sequences.counts, places: sequences.places, examples: examples,
      workspace: &workspace)
  }
}
