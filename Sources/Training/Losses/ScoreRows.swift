/// Where the scores of a window lie in those of a batch.
struct ScoreRows {
  let first: Int
  let rows: Int
  let outputs: Int

  /// The scores of one row.
  func row(_ number: Int) -> ScoreLine {
    ScoreLine(first: first + number * outputs, step: 1, count: outputs)
  }

  /// One output's scores of all rows.
  func column(_ number: Int) -> ScoreLine { ScoreLine(first: first + number, step: outputs, count: rows) }
}

/// Scores of which one should win: at `first`, then every `step` further.
struct ScoreLine {
  let first: Int
  let step: Int
  let count: Int

  /// The place of a score.
  func place(_ number: Int) -> Int { first + number * step }
}
