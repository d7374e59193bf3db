import Annotations
import JSON

extension RecordFormat {
  /// JSON lines: one object per line.
  package static let jsonl: RecordFormat = RecordFormat(
    name: "jsonl", suffixes: ["jsonl", "ndjson", "jsonlines"],
    begins: { opening in
      switch opening.jsonShape {
      case .lines: true
      case .open: nil
      case .questions, .questionLines, .document, .other: false
      }
    },
    reader: { source, plan in
      JSONLinesReader(
        source, file: plan.file,
        parser: JSONLinesParser(
          plan.settings.selection, policy: plan.policy, gold: plan.gold?.selection),
        after: plan.start.lines, offset: plan.start.offset)
    },
    writer: { plan in
      JSONLinesWriter(plan.style, replace: plan.replace, passesVerbatim: plan.input == .jsonl)
    }, holdsKind: { _, _ in true }, joins: true, isTarget: true)
}

extension JSONRecord: Carrier {
  /// The line.
  package func raw(of record: Record) -> [UInt8] { bytes }
}
