import Compute
import Encoders
import JSON
import Models

/// What `bench` found, for people and for machines.
package struct BenchReport: Sendable {
  /// The task's name.
  let task: String
  /// The model's folder.
  let model: String
  /// The sizes of the encoder.
  let architecture: Architecture
  /// Threads that compute.
  let threads: Int
  /// Instruction set and what multiplies, in words.
  let processor: String
  /// The user's files; empty where lengths were made up.
  let inputs: [String]
  /// What was read of them.
  let input: TaskWindows?
  /// The figures, precision by precision.
  package var precisions: [Measured] = []

  /// A precision's figures.
  package struct Measured: Sendable {
    let precision: Precision
    /// The best product; nil where the processor cannot multiply so.
    let peak: ProductPeak?
    /// Operations a second that the processor's own instruction reaches; nil where that is not known.
    let machineRate: Double?
    /// The figures of each length.
    package var rows: [Row] = []

    /// A precision whose best product does `peak`; nothing else measured yet.
    package init(precision: Precision, peak: ProductPeak?, machineRate: Double?) {
      self.precision = precision
      self.peak = peak
      self.machineRate = machineRate
    }
  }

  /// The figures of some windows.
  package struct Row: Sendable {
    let name: String
    let windows: Int
    let meanLength: Double
    let operationsPerToken: Double
    let figure: BenchFigure

    /// What was measured of some work.
    package init(work: BenchWork, figure: BenchFigure) {
      name = work.name
      windows = work.windows
      meanLength = work.meanLength
      operationsPerToken = work.operations / Double(max(1, work.tokens))
      self.figure = figure
    }

    /// The share of the best product's speed that the products of this work reach, all its other steps included.
    func shareOfPeak(_ peak: ProductPeak?) -> Double? {
      peak.map { figure.median * operationsPerToken / $0.rate }
    }
  }

  /// Nothing measured yet.
  package init(
    task: String, model: LoadedTask, threads: Int, processor: String, inputs: [String], input: TaskWindows?
  ) {
    self.task = task
    self.model = model.name
    architecture = model.model.architecture
    self.threads = threads
    self.processor = processor
    self.inputs = inputs
    self.input = input
  }
}

// MARK: - JSON

extension BenchReport {
  /// One JSON object and a line feed.
  package var json: String {
    var writer = JSONWriter()
    writer.beginObject()
    for (key, value) in [("task", task), ("model", model), ("processor", processor)] {
      writer.key(key)
      writer.string(value)
    }
    writer.key("threads")
    writer.int(threads)
    if let input {
      writer.key("input")
      write(input, to: &writer)
    }
    writer.key("precisions")
    writer.beginArray()
    for measured in precisions { write(measured, to: &writer) }
    writer.endArray()
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private func write(_ input: TaskWindows, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("files")
    writer.beginArray()
    for file in inputs { writer.string(file) }
    writer.endArray()
    for (key, count) in [("records", input.records), ("rejects", input.rejects), ("tokens", input.tokens)] {
      writer.key(key)
      writer.int(count)
    }
    writer.key("cut")
    writer.bool(input.isCut)
    writer.key("tokenizing_seconds")
    writer.number(input.seconds)
    writer.endObject()
  }

  private func write(_ measured: Measured, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("precision")
    writer.string(measured.precision.rawValue)
    writer.key("peak")
    if let peak = measured.peak {
      writer.beginObject()
      writer.key("operations_per_second")
      writer.number(peak.rate)
      for (key, count) in [("inputs", peak.inputs), ("outputs", peak.outputs), ("rows", peak.rows)] {
        writer.key(key)
        writer.int(count)
      }
      writer.endObject()
    } else {
      writer.null()
    }
    writer.key("machine_operations_per_second")
    if let rate = measured.machineRate { writer.number(rate) } else { writer.null() }
    writer.key("lengths")
    writer.beginArray()
    for row in measured.rows { write(row, measured.peak, to: &writer) }
    writer.endArray()
    writer.endObject()
  }

  private func write(_ row: Row, _ peak: ProductPeak?, to writer: inout JSONWriter) {
    let figure = row.figure
    writer.beginObject()
    writer.key("length")
    writer.string(row.name)
    for (key, count) in [("windows", row.windows), ("batches", figure.batches)] {
      writer.key(key)
      writer.int(count)
    }
    for (key, value) in [
      ("mean_length", row.meanLength), ("tokens_per_second", figure.median),
      ("first_quartile", figure.quartiles.low), ("third_quartile", figure.quartiles.high),
      ("share_of_peak", row.shareOfPeak(peak) ?? .nan),
    ] {
      writer.key(key)
      writer.number(value)
    }
    writer.key("stages")
    writer.beginObject()
    for (stage, share) in figure.stages {
      writer.key(stage.name)
      writer.number(share)
    }
    writer.endObject()
    writer.endObject()
  }
}
