import Faults

extension ReportFault: Fault {
  /// A usage error where the report would destroy what it reads; else the files are at fault.
  package var status: ExitStatus {
    switch self {
    case .overwrites, .notALog: .usage
    case .format, .noAnnotation, .statistics: .rejected
    }
  }

  /// Why a report, or a part of it, cannot be made.
  package var message: String {
    switch self {
    case .format(let format, let input):
      "\(Phrase.input(input)): a report is made of JSON lines, XML, CoNLL-U or tables, not of \(format.name); "
        + "annotate with --to jsonl"
    case .noAnnotation(let inputs, let keys):
      "\(inputs.count == 1 ? inputs[0] : Phrase.list(inputs)): no record has "
        + (keys.isEmpty
          ? "labelled words, an answer or a class; give the output of an annotating command, or name its key with --key"
          : "labelled words, an answer or a class under \(Phrase.choice(keys))")
    case .overwrites(let path): "-o names '\(path)', which the report reads; give it another name"
    case .notALog(let path, let log):
      "\(path): not a log of training, which '\(log)' is; give each kind a report of its own"
    case .statistics(let path): "\(path): expected the JSON object that --stats writes"
    }
  }
}
