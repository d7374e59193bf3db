/// What was found under one key, over all records.
struct KeyFindings: Sendable {
  /// What a key's annotations are.
  enum Kind: Sendable {
    case tags, answers, labels, masks
  }

  /// The key.
  let key: String
  /// What its annotations are.
  let kind: Kind
  /// Records with such an annotation.
  private(set) var records = 0
  /// Of these, those whose list is empty.
  private(set) var emptyRecords = 0
  /// Records that have something else under the key.
  private(set) var misfits = 0
  /// Words, answers, classes or masks.
  private(set) var units = 0
  /// Words that the model could not read, which have no label.
  private(set) var unlabelled = 0
  /// Answers that say that there is none.
  private(set) var nullAnswers = 0
  /// Records that were read in several windows.
  private(set) var windowedRecords = 0
  /// Records of which a part was cut off.
  private(set) var truncatedRecords = 0
  /// The labels given; of masks, the best tokens; none of answers.
  private(set) var labels = LabelCounts()
  /// The scores.
  private(set) var confidence = Confidence()
  /// The records with the least scores, or the first ones where the format holds none.
  private(set) var samples: LeastCertain

  /// Nothing yet; so many samples are kept.
  init(key: String, kind: Kind, samples: Int) {
    self.key = key
    self.kind = kind
    self.samples = LeastCertain(limit: samples)
  }

  /// Notes a record that has something else under the key.
  mutating func addMisfit() { misfits += 1 }

  /// Notes records whose lists are empty.
  mutating func addEmpty(_ count: Int = 1) {
    records += count
    emptyRecords += count
  }

  /// Counts a record's annotation; what is of another kind is a misfit.
  mutating func add(_ finding: Finding, _ handling: Finding.Handling, of record: ReportedRecord) {
    if case .tags(let tags) = finding, tags.isEmpty, kind != .answers, kind != .labels {
      return addEmpty()
    }
    guard finding.kind == kind else { return addMisfit() }
    records += 1
    if handling.windows ?? 0 > 1 { windowedRecords += 1 }
    if handling.isTruncated { truncatedRecords += 1 }
    switch finding {
    case .tags(let tags): add(tags)
    case .answer(let answer):
      units += 1
      confidence.add(answer.score)
      if answer.text.isEmpty { nullAnswers += 1 }
    case .label(let best, _): add(best)
    case .masks(let masks):
      for mask in masks {
        if let best = mask.candidates.first { add(best) } else { unlabelled += 1 }
      }
    }
    // Where there are no scores, the first records are as good as any.
    samples.offer(finding.leastScore ?? .infinity) { record.sample(of: finding) }
  }

  private mutating func add(_ tags: [Finding.Tag]) {
    for tag in tags {
      guard let label = tag.label else {
        unlabelled += 1
        continue
      }
      add(Finding.ScoredLabel(label: label, score: tag.score))
    }
  }

  private mutating func add(_ found: Finding.ScoredLabel) {
    units += 1
    labels.add(found.label, found.score)
    if let score = found.score { confidence.add(score) }
  }
}

extension Finding {
  /// What it is; an empty list counts as one of labels.
  var kind: KeyFindings.Kind {
    switch self {
    case .tags: .tags
    case .answer: .answers
    case .label: .labels
    case .masks: .masks
    }
  }

  /// The least score of a labelled part; nil where the format holds no scores.
  var leastScore: Double? {
    switch self {
    case .tags(let tags): tags.lazy.filter { $0.label != nil }.compactMap(\.score).min()
    case .answer(let answer): answer.score
    case .label(let best, _): best.score
    case .masks(let masks): masks.lazy.compactMap(\.candidates.first?.score).min()
    }
  }
}
