import Foundation
import JSON

extension RunSummary {
  /// The summary as one JSON object and a line feed.
  package func json(_ status: RunStatus) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("versions")
    writer.members([("bertrun", Version.number), ("products", status.library)])
    for (key, value) in [("task", task), ("precision", precision), ("instruction_set", instructionSet)] {
      writer.key(key)
      writer.string(value)
    }
    writer.key("threads")
    writer.int(threads)
    writer.key("started")
    writer.string(status.started.formatted(.iso8601))
    writer.key("exit_status")
    if let end = status.end { writer.int(Int(end.exitStatus)) } else { writer.null() }
    writer.key("success")
    writer.bool(status.end?.isSuccess == true)
    for (key, value) in counts {
      writer.key(key)
      writer.int(value)
    }
    writer.key("reject_codes")
    writer.members(rejectCodes.sorted { $0.key < $1.key })
    for (key, value) in [("padding", padding), ("seconds", seconds), ("tokens_per_second", rate)] {
      writer.key(key)
      writer.number(value)
    }
    writer.key("stage_seconds")
    writer.members([
      ("prepare", work.preparing), ("compute", work.computing), ("finish", work.finishing),
      ("wait", work.waiting),
    ])
    writer.key("peak_memory_bytes")
    writer.int(status.peakMemory)
    writer.endObject()
    return writer.bytes + [0x0A]
  }

  private var counts: [(String, Int)] {
    [
      ("files", files), ("failed_files", failedFiles), ("bytes_read", bytesRead), ("records", records),
      ("resumed_records", resumed.records), ("rejects", rejects), ("tokens", tokens),
      ("resumed_tokens", resumed.tokens), ("windows", work.windows),
      ("known_windows", work.knownWindows), ("batches", work.batches),
    ]
  }
}

extension JSONWriter {
  /// An object of strings.
  fileprivate mutating func members(_ members: [(String, String)]) {
    beginObject()
    for (name, value) in members {
      key(name)
      string(value)
    }
    endObject()
  }

  /// An object of counts.
  fileprivate mutating func members(_ members: [(key: String, value: Int)]) {
    beginObject()
    for (name, value) in members {
      key(name)
      int(value)
    }
    endObject()
  }

  /// An object of seconds.
  fileprivate mutating func members(_ members: [(String, Double)]) {
    beginObject()
    for (name, value) in members {
      key(name)
      number(value)
    }
    endObject()
  }
}
