import Annotations
import JSON

extension RecordFormat {
  /// JSON lines: one object per line.
  package static let jsonl: RecordFormat = RecordFormat(
    name: "jsonl", suffixes: ["jsonl", "ndjson", "jsonlines"],
    begins: { opening in
      // SQuAD was asked before.
      if opening.utf16 == nil, opening.content.first == UInt8(ascii: "{") { return true }
      if opening.utf16 == nil, opening.content.first == UInt8(ascii: "["), !opening.isWhole,
        !opening.content.dropFirst().contains(where: { $0 > 0x20 })
      {
        return nil
      }
      return opening.line { line in
        line.first == UInt8(ascii: "[") && (try? JSONValue.parse(Array(line))) != nil
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
