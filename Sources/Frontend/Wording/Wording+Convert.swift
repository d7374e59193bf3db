import Checkpoints
import Compute
import Encoders
import Metrics

extension Wording {
  /// Why a conversion cannot be checked.
  package static func of(_ fault: ConvertFault) -> String {
    switch fault {
    case .noGold(let task):
      "--check has no gold for task '\(task.rawValue)', give --check \(task.rawValue)=FILE"
    case .goldOfWhat(let file, let tasks):
      "--check '\(file)' does not say which task it is for, expected TASK=FILE with \(choice(tasks.map(\.rawValue)))"
    case .strangeGold(let task, let tasks):
      "--check has gold for task '\(task.rawValue)', but the tasks made are \(list(tasks.map(\.rawValue)))"
    case .cannotCheck(let task):
      "task '\(task.rawValue)' cannot be checked, leave --check out"
    }
  }

  /// What was written.
  static func of(_ result: TaskConversion.Result) -> String {
    let matrices = result.quantized.isEmpty ? "" : " (\(result.quantized.count) matrices in 8 bits)"
    return "wrote \(result.encoder)\(matrices) and \(result.tasks.joined(separator: ", "))"
  }

  /// A loss over the limit.
  static func of(_ change: PrecisionReport.TaskChange, precision: Precision, limit: Double) -> String {
    let worst = change.metrics.max { $0.loss < $1.loss }
    let keep = precision == .int8 ? ", or keep the costliest matrices with --keep-bf16 N" : ""
    return "task '\(change.task.rawValue)' loses \(TextTable.decimal(change.loss)) points of "
      + "\(worst?.name ?? "its metric") in \(precision.rawValue), more than --max-loss \(TextTable.decimal(limit)); "
      + "its card does not record the precision, so it runs in f32 unless asked otherwise; raise the limit\(keep)"
  }
}
