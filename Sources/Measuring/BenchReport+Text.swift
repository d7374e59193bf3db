import Compute
import Faults
import Metrics

extension BenchReport {
  /// What is measured, in two or three lines and a blank one.
  package var heading: String {
    var lines = [
      "\(task), \(model): \(architecture.schedule.count) layers, \(architecture.width) wide",
      "\(processor), \(Phrase.count(threads, "thread"))",
    ]
    if let input {
      var parts = [
        "\(Phrase.count(input.records, "record")) of \(inputs.map(Phrase.input).joined(separator: ", "))",
        Phrase.count(input.tokens, "token"),
      ]
      if input.isCut { parts[0] = "the first \(parts[0])" }
      if input.rejects > 0 { parts.append(Phrase.count(input.rejects, "reject")) }
      if input.seconds > 0 {
        parts.append("tokenized at \(Int(Double(input.tokens) / input.seconds)) tokens/s a thread")
      }
      lines.append(parts.joined(separator: ", "))
    } else {
      lines.append("made-up texts, as many tokens of each length")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }
}

extension BenchReport.Measured {
  /// A precision's peak and table, and a blank line.
  package var text: String {
    let stages = StageTimes.Stage.allCases
    let rows = rows.map { row in
      let figure = row.figure
      return [
        row.name, "\(row.windows)", tenths(row.meanLength), whole(figure.median),
        "\(whole(figure.quartiles.low))–\(whole(figure.quartiles.high))",
        row.shareOfPeak(peak).map(percent) ?? "–",
      ] + figure.stages.map { percent($0.share) }
    }
    let table = TextTable(
      header: ["tokens", "windows", "mean", "tokens/s", "quartiles", "of peak"] + stages.map(\.name),
      rows: rows)
    return "\(precision.rawValue): \(peaks)\n\(table.rendered())\n"
  }

  private var peaks: String {
    guard let peak else { return "no products" }
    let best =
      "best product \(whole(peak.rate / 1e9)) Gop/s (\(peak.inputs) to \(peak.outputs), \(peak.rows) rows)"
    guard let machineRate else { return best }
    return best + ", \(percent(peak.rate / machineRate)) of the machine's \(whole(machineRate / 1e9)) Gop/s"
  }

  private func whole(_ number: Double) -> String { "\(Int(number.rounded()))" }

  private func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

extension StageTimes.Stage {
  /// The stage's name in reports.
  var name: String {
    switch self {
    case .embedding: "embedding"
    case .products: "products"
    case .attention: "attention"
    case .elementwise: "element-wise"
    case .head: "head"
    }
  }
}
