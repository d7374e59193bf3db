import Faults
import Foundation

extension TrainingFault: Fault {
  /// Data errors where the data or what was learned of them are at fault.
  package var status: ExitStatus {
    switch self {
    case .diverged, .emptyStep, .noRecords, .oneClass, .unlistedLabel: .rejected
    case .noRoom: .cannotCreate
    case .locked: .locked
    case .otherRun, .brokenState, .noHead: .badConfiguration
    case .noSuchPart, .allFrozen, .unknownMetric, .standardInput: .usage
    }
  }

  /// What is wrong and what to do.
  package var message: String {
    switch self {
    case .diverged(let step, let divergence, let records):
      "step \(step): \(divergence.message)\(Self.learned(records)), \(divergence.advice)"
    case .emptyStep(let step, let records): "step \(step): no record has a target\(Self.learned(records))"
    case .noRecords(let files, 0, let rejects) where rejects.isEmpty:
      "\(Phrase.list(files)): no record"
    case .noRecords(let files, let read, let rejects):
      "\(Phrase.list(files)): none of \(Phrase.count(read, "record")) has something to learn ("
        + rejects.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        + "), name the key or column of the gold with 'gold_key', or the CoNLL-U column with 'column'"
    case .oneClass(let files, let label):
      "\(Phrase.list(files)): every record has the label '\(label)', expected at least two labels"
    case .unlistedLabel(let label, let file, let line, let list):
      "\(file):\(line): label '\(label)' is not in '\(list)', add it there"
    case .noRoom(let folder, let needed, let free):
      "\(folder): the run writes up to \(Self.size(needed)), free are \(Self.size(free)), make room or use another folder"
    case .locked(let folder): "\(folder): another run trains here"
    case .otherRun(let folder, let what, let was, let now):
      "\(folder): --resume continues a run whose \(what) was '\(was)', now it is '\(now)'; restore it, or train without --resume"
    case .brokenState(let path): "\(path): not a state of training, train without --resume"
    case .noSuchPart(let name):
      "'freeze' names '\(name)', expected 'words', 'embeddings', 'layers.N', 'layers.N-M' within the model's layers, 'pooler' or 'encoder'"
    case .allFrozen: "'freeze' leaves nothing to train"
    case .unknownMetric(let name, let known):
      "'best' names '\(name)', expected \(Phrase.choice(known))"
    case .noHead(let task, let family): "\(family) has no head for '\(task)' that can be trained"
    case .standardInput: "training data are read more than once, give files instead of standard input"
    }
  }

  private static func learned(_ records: [String]) -> String {
    guard let first = records.first else { return "" }
    let shown = records.prefix(8)
    let more = records.count > shown.count ? " and \(records.count - shown.count) more" : ""
    return records.count == 1 ? " (record \(first))" : " (records \(shown.joined(separator: ", "))\(more))"
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1 << 30
      ? "\(max(1, bytes >> 20)) MB" : String(format: "%.1f GB", Double(bytes) / Double(1 << 30))
  }
}

extension TrainingFault.Divergence {
  var message: String {
    switch self {
    case .loss(let head, let loss): "the loss of '\(head)' is \(loss)"
    case .norm(let norm): "the norm of the gradients is \(norm)"
    case .explosion(let norm):
      "the norm of the gradients is \(String(format: "%.3g", norm)), over 100 times what it was"
    case .oneClass(let head, let label):
      "twice in a row every dev record of '\(head)' was given '\(label)'"
    }
  }

  /// What to change.
  var advice: String {
    switch self {
    case .loss, .norm, .explosion: "lower 'rate', lengthen 'warmup', or look at these records"
    case .oneClass: "lower 'rate', lengthen 'warmup', or set 'class_weights' to auto"
    }
  }
}
