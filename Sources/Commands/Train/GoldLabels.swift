import Annotations
import Checkpoints
import Metrics
import Records
import Tasks
import Training

/// The labels that files with gold hold, and how often.
struct GoldLabels {
  private var index = LabelIndex()
  private var counts: [Int] = []
  private var firstPlaces: [RecordName] = []
  /// Records that were read, and those with gold.
  private(set) var records = (read: 0, gold: 0)
  /// Whether every class is a number, one of them with a point.
  private var areNumbers = true
  private var havePoint = false
  private let problem: ProblemType?

  /// No labels yet, of a head with such outputs.
  init(_ problem: ProblemType?) { self.problem = problem }

  /// The labels of files.
  init(_ files: GoldFiles, _ problem: ProblemType?) throws {
    self.init(problem)
    try files.read { item in
      records.read += 1
      if case .record(let record, let name) = item, let gold = record.gold { add(gold, name) }
    }
  }

  /// What the outputs mean, as the gold says.
  var foundProblem: ProblemType {
    problem ?? (areNumbers && havePoint && records.gold > 0 ? .regression : .singleLabel)
  }

  /// The labels, sorted by bytes; those of stretches of text after `O`, and with both prefixes.
  var sorted: [String] { index.sortedNumbers.map { index.names[$0] } }

  /// How often a label occurs.
  func count(of label: String) -> Int { index.existingNumber(of: label).map { counts[$0] } ?? 0 }

  /// Where a label occurs first.
  func firstPlace(of label: String) -> RecordName? {
    index.existingNumber(of: label).map { firstPlaces[$0] }
  }

  private mutating func add(_ gold: Gold, _ name: RecordName) {
    switch gold {
    case .tags(let tags):
      guard tags.contains(where: { $0 != nil }) else { return }
      for case let tag? in tags { count(tag, 1, name) }
    case .spans(let spans):
      count(SpanLabels.outside, 1, name)
      for span in spans {
        let labels = SpanLabels.labels(ofType: span.label)
        count(labels[0], 1, name)
        count(labels[1], 0, name)
      }
    case .label(nil): return
    case .label(let label?):
      let number = Double(label)
      areNumbers = areNumbers && number?.isFinite == true
      havePoint = havePoint || label.contains(".")
      for part in problem == .multiLabel ? PairLearning.parts(label) : [label] { count(part, 1, name) }
    case .answers: break
    }
    records.gold += 1
  }

  private mutating func count(_ label: String, _ times: Int, _ name: RecordName) {
    let number = index.number(of: label)
    if number == counts.count {
      counts.append(0)
      firstPlaces.append(name)
    }
    counts[number] += times
  }
}
