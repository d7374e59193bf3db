import BatchRuntime
import Models
import Tasks

extension RunSettings {
  /// Bytes of records between reader and writer.
  private static let windowCost = 8 << 20

  /// The sizes of a run; what is not asked for is the measured best.
  package init(_ computing: ComputingSettings) {
    self.init(
      workers: computing.threads ?? CoreCount.available(),
      batchRows: computing.batchTokens ?? TaskModel.batchRows, tileRows: TaskModel.tileRows,
      windowCost: Self.windowCost)
  }
}
