/// The sizes of a run.
package struct RunSettings: Sendable {
  /// Worker threads, each with a pipeline of its own.
  package var workers: Int
  /// The most rows in a batch, unless a single unit is larger.
  package var batchRows: Int
  /// The height of the tiles that rows are computed in; a batch costs whole tiles.
  package var tileRows: Int
  /// The rows that may wait for a batch before workers stop preparing more.
  package var lookAheadRows: Int
  /// The summed cost of the inputs between reader and writer. One input that costs more passes alone.
  package var windowCost: Int
  /// How long units may wait for a fuller batch, and written output for more, when the reader has nothing.
  package var patience: Duration

  /// Settings for a number of workers; the look-ahead defaults to 16 batches a worker and at least 32 tiles.
  package init(
    workers: Int, batchRows: Int, tileRows: Int, lookAheadRows: Int? = nil, windowCost: Int,
    patience: Duration = .milliseconds(50)
  ) {
    precondition(
      workers > 0 && batchRows > 0 && tileRows > 0 && windowCost > 0, "sizes of a run are positive")
    self.workers = workers
    self.batchRows = batchRows
    self.tileRows = tileRows
    self.lookAheadRows = lookAheadRows ?? max(batchRows * 16 * workers, tileRows * 32)
    self.windowCost = windowCost
    self.patience = patience
  }
}
