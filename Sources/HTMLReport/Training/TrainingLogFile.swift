import Files
import JSON
import Records
import Runs

/// A run's log, as far as a report shows it.
struct TrainingLogFile {
  /// A step.
  struct Step {
    let step: Int
    let losses: [(head: String, loss: Double)]
    let rate: Double
    let norm: Double
  }

  /// A measurement.
  struct Evaluation {
    let step: Int
    let heads: [(head: String, metrics: [(name: String, value: Double)])]
    let isBest: Bool
  }

  /// The file.
  let name: String
  private(set) var start: JSONValue?
  private(set) var end: JSONValue?
  private(set) var steps: [Step] = []
  private(set) var evaluations: [Evaluation] = []
  private(set) var warnings: [String] = []
  /// The latest speed.
  private(set) var tokensPerSecond: Int?

  /// The log in lines of a file; nil where the first is not the start of a run.
  init?(_ name: String, lines: [[UInt8]]) {
    self.name = name
    guard let first = lines.first, let event = try? JSONValue.parse(first), event["event"]?.string == "start"
    else { return nil }
    for line in lines {
      // The last line of a run that was killed may be cut short.
      guard let event = try? JSONValue.parse(line) else { continue }
      add(event)
    }
    steps.sort { $0.step < $1.step }
    markBest()
  }

  private mutating func add(_ event: JSONValue) {
    switch event["event"]?.string {
    case "start": start = event
    case "end": end = event
    case "warning": if let message = event["message"]?.string { warnings.append(message) }
    case "step":
      guard let step = event["step"]?.int else { return }
      let losses = (event["loss"]?.object?.members ?? []).compactMap { member in
        member.value.double.map { (member.key, $0) }
      }
      tokensPerSecond = event["tokens_per_second"]?.int ?? tokensPerSecond
      steps.append(
        Step(
          step: step, losses: losses, rate: event["rate"]?.double ?? .nan,
          norm: event["gradient_norm"]?.double ?? .nan))
    case "eval":
      guard let step = event["step"]?.int else { return }
      let heads = (event["dev"]?.object?.members ?? []).map { head in
        (
          head: head.key,
          metrics: (head.value.object?.members ?? []).compactMap { metric in
            metric.value.double.map { (name: metric.key, value: $0) }
          }
        )
      }
      evaluations.append(
        Evaluation(step: step, heads: heads, isBest: event["best_step"]?.int == step))
    default: break
    }
  }

  /// Of the measurements that were the best when they were made, the last one stayed it.
  private mutating func markBest() {
    guard let last = evaluations.lastIndex(where: \.isBest) else { return }
    for place in evaluations.indices where place != last && evaluations[place].isBest {
      let evaluation = evaluations[place]
      evaluations[place] = Evaluation(step: evaluation.step, heads: evaluation.heads, isBest: false)
    }
  }

  /// Reads a log; nil where the file is none.
  static func read(_ path: String) -> TrainingLogFile? {
    guard path != "-", path.hasSuffix(".jsonl"), let descriptor = try? FileCalls.open(Path(path), .read)
    else { return nil }
    defer { FileCalls.close(descriptor) }
    // A look at the beginning spares reading a large file that is something else.
    guard let head = try? FileCalls.read(descriptor, at: 0, count: 64, path: Path(path)),
      String(decoding: head, as: UTF8.self).hasPrefix(#"{"event":"start","#),
      let size = try? FileCalls.status(descriptor, path: Path(path)).size,
      let bytes = try? FileCalls.read(descriptor, at: 0, count: size, path: Path(path))
    else { return nil }
    return TrainingLogFile(path, lines: bytes.split(separator: 0x0A).map { Array($0) })
  }
}
