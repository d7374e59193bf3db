import Faults

extension InputChange {
  /// What happened to an input while it was read.
  package var message: String {
    switch self {
    case .grew(let old, let new):
      "grew from \(old) to \(Phrase.count(new, "byte")) while it was read; what was added is not in the output, run it again"
    case .shrank(let old, let new):
      "shrank from \(old) to \(Phrase.count(new, "byte")) while it was read, run it again"
    case .rewritten:
      "was written to while it was read; the output may mix two versions of it, run it again"
    case .replaced:
      "another file, or none, has this name now; the one that was opened was read to its end"
    }
  }
}
