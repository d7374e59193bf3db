import JSON
import Metrics

/// What an evaluation found, for people and for machines.
package struct EvaluationReport: Sendable {
  /// The task's name.
  var task: String
  /// The gold files.
  package var gold: [String]
  /// The model's folder; nil where a file of predictions was scored.
  var model: String?
  /// The file of predictions.
  var predictions: String?
  /// The precision of the products; nil where nothing was computed.
  var precision: String?
  /// Records that were compared.
  package var records: Int
  /// Records without a gold value.
  var leftOut: Int
  /// Records for which nothing was predicted.
  var missing: Int
  /// Gold records that could not be read or compared.
  var rejects: Int
  /// The figures.
  package var result: EvaluationScores.Result
}

// MARK: - JSON

extension EvaluationReport {
  /// One JSON object and a line feed.
  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("task")
    writer.string(task)
    writer.key("gold")
    if gold.count == 1 { writer.string(gold[0]) } else { writer.strings(gold) }
    writer.key("model")
    writer.optional(model)
    if let predictions {
      writer.key("predictions")
      writer.string(predictions)
    }
    writer.key("precision")
    writer.optional(precision)
    for (key, count) in [("left_out", leftOut), ("missing", missing), ("rejects", rejects)] where count > 0 {
      writer.key(key)
      writer.int(count)
    }
    writer.key("records")
    writer.int(records)
    writer.key("metrics")
    writeMetrics(to: &writer)
    writeIntervals(to: &writer)
    writeLabels(to: &writer)
    writer.endObject()
    return writer.bytes + [0x0A]
  }

  private func writeMetrics(to writer: inout JSONWriter) {
    writer.beginObject()
    for metric in result.metrics {
      writer.key(metric.name)
      writer.number(metric.value)
    }
    if let confusion = result.confusion {
      writer.key("confusion")
      writer.beginObject()
      writer.key("labels")
      writer.strings(confusion.labels)
      writer.key("rows")
      writer.beginArray()
      for row in confusion.rows {
        writer.beginArray()
        for count in row { writer.int(count) }
        writer.endArray()
      }
      writer.endArray()
      writer.endObject()
    }
    writer.endObject()
  }

  private func writeIntervals(to writer: inout JSONWriter) {
    let metrics = result.metrics.filter { $0.interval != nil }
    guard !metrics.isEmpty else { return }
    writer.key("intervals")
    writer.beginObject()
    for metric in metrics {
      guard let interval = metric.interval else { continue }
      writer.key(metric.name)
      writer.beginArray()
      writer.number(interval.low)
      writer.number(interval.high)
      writer.endArray()
    }
    writer.endObject()
  }

  private func writeLabels(to writer: inout JSONWriter) {
    guard !result.perLabel.isEmpty else { return }
    writer.key("labels")
    writer.beginObject()
    for (name, counts) in result.perLabel {
      let scores = counts.scores
      writer.key(name)
      writer.beginObject()
      for (key, share) in [("precision", scores.precision), ("recall", scores.recall), ("f1", scores.f1)] {
        writer.key(key)
        writer.number(100 * share)
      }
      writer.key("support")
      writer.int(counts.support)
      writer.endObject()
    }
    writer.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func strings(_ values: [String]) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  fileprivate mutating func optional(_ value: String?) {
    if let value { string(value) } else { null() }
  }
}
