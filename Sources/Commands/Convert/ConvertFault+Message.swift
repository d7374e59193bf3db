import Checkpoints
import Compute
import Encoders
import Faults
import Metrics

extension ConvertFault: Fault {
  /// A usage error, whichever it is.
  package var status: ExitStatus { .usage }

  /// Why a conversion cannot be checked.
  package var message: String {
    switch self {
    case .noGold(let task):
      "--check has no gold for task '\(task.rawValue)', give --check \(task.rawValue)=FILE"
    case .goldOfWhat(let file, let tasks):
      "--check '\(file)' does not say which task it is for, expected TASK=FILE with \(Phrase.choice(tasks.map(\.rawValue)))"
    case .strangeGold(let task, let tasks):
      "--check has gold for task '\(task.rawValue)', but the tasks made are \(Phrase.list(tasks.map(\.rawValue)))"
    case .cannotCheck(let task):
      "task '\(task.rawValue)' cannot be checked, leave --check out"
    }
  }
}

extension TaskConversion.Result {
  /// What was written.
  var message: String {
    let matrices = quantized.isEmpty ? "" : " (\(quantized.count) matrices in 8 bits)"
    return "wrote \(encoder)\(matrices) and \(tasks.joined(separator: ", "))"
  }
}

extension PrecisionReport.TaskChange {
  /// A loss over the limit.
  func message(precision: Precision, limit: Double) -> String {
    let worst = metrics.max { $0.loss < $1.loss }
    let keep = precision == .int8 ? ", or keep the costliest matrices with --keep-bf16 N" : ""
    return "task '\(task.rawValue)' loses \(TextTable.decimal(loss)) points of "
      + "\(worst?.name ?? "its metric") in \(precision.rawValue), more than --max-loss \(TextTable.decimal(limit)); "
      + "its card does not record the precision, so it runs in f32 unless asked otherwise; raise the limit\(keep)"
  }
}
