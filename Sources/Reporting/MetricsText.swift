/// Text in Prometheus' exposition format, version 0.0.4, as the textfile collector of the node exporter reads it.
///
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details
package struct MetricsText {
  /// A label's name and value.
  package typealias Label = (name: String, value: String)

  /// A value and the labels that set it apart.
  package struct Sample {
    let labels: [Label]
    let value: Double

    /// A value under labels.
    package init(_ labels: [Label], _ value: Double) {
      self.labels = labels
      self.value = value
    }
  }

  /// All that was written.
  package private(set) var text = ""

  /// Nothing yet.
  package init() {}

  /// Writes a gauge: what it is, and its samples; nothing where it has none.
  package mutating func gauge(_ name: String, _ help: String, _ samples: [Sample]) {
    guard !samples.isEmpty else { return }
    text += "# HELP \(name) \(Self.escaped(help))\n# TYPE \(name) gauge\n"
    for sample in samples {
      let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
      let list = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
      text += "\(name)\(list) \(Self.number(sample.value))\n"
    }
  }

  /// Backslashes and line feeds as escapes; in a label's value quotes too.
  private static func escaped(_ text: String, quotes: Bool = false) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): bytes += [byte, byte]
      case 0x0A: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\"") where quotes: bytes += [UInt8(ascii: "\\"), byte]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return Int(exactly: value)?.description ?? value.description
  }
}
