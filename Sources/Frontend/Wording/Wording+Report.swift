extension Wording {
  /// Why a report, or a part of it, cannot be made.
  package static func of(_ fault: ReportFault) -> String {
    switch fault {
    case .input(let fault, let input): of(fault, input: input)
    case .format(let format, let input):
      "\(name(ofInput: input)): a report is made of JSON lines, XML, CoNLL-U or tables, not of \(format.rawValue); "
        + "annotate with --to jsonl"
    case .noAnnotation(let inputs, let keys):
      "\(inputs.count == 1 ? inputs[0] : list(inputs)): no record has "
        + (keys.isEmpty
          ? "labelled words, an answer or a class; give the output of an annotating command, or name its key with --key"
          : "labelled words, an answer or a class under \(choice(keys))")
    case .overwrites(let path): "-o names '\(path)', which the report reads; give it another name"
    case .statistics(let path): "\(path): expected the JSON object that --stats writes"
    case .file(let error): of(error, name: nil)
    }
  }
}
