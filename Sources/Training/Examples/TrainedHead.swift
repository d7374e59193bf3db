/// A head in training: what it learns from, and how.
package struct TrainedHead: Sendable {
  /// The name that its losses and scores go by.
  package let name: String
  /// The examples, in the order of the files.
  package let examples: [TrainingExample]
  /// Scores a row.
  package let outputs: Int
  /// How its scores are judged.
  package let objective: Objective
  /// The share of the tokens that it gets of all heads'.
  package let share: Double
  /// The files of the examples, for messages.
  package let files: [String]

  /// A head with its examples.
  package init(
    _ name: String, examples: [TrainingExample], outputs: Int, objective: Objective, share: Double = 1,
    files: [String]
  ) {
    self.name = name
    self.examples = examples
    self.outputs = outputs
    self.objective = objective
    self.share = share
    self.files = files
  }

  /// Tokens of all examples.
  package var tokens: Int { examples.reduce(0) { $0 + $1.tokens } }

  /// `FILE:LINE` of an example, with the record's identifier where it has one.
  package func recordName(of example: Int) -> String {
    let record = examples[example].record
    let place = "\(record.file < files.count ? files[record.file] : name):\(record.line)"
    return record.id.map { "\(place) (id '\($0)')" } ?? place
  }
}
