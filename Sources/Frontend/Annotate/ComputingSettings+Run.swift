import BatchRuntime
import Tasks

extension ComputingSettings {
  /// Bytes of records between reader and writer.
  private static let windowCost = 8 << 20

  /// The sizes of a run over a model, as far as they are not asked for the measured best.
  func runSettings(for model: TaskModel) -> RunSettings {
    RunSettings(
      workers: threads ?? CoreCount.available(), batchRows: batchTokens ?? TaskModel.batchRows,
      tileRows: TaskModel.tileRows, windowCost: Self.windowCost)
  }
}
