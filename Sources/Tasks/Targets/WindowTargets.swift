/// What the scores of a window's rows should say.
package enum WindowTargets: Sendable, Equatable {
  /// A class for each row, -1 for a row that has none.
  case classes([Int32])
  /// The rows where an answer starts and ends; row 0 stands for no answer.
  case span(start: Int32, end: Int32)
  /// For one row, whether each output's class holds: 1 or 0.
  case marks([Float])
  /// For one row, the number that its output should be.
  case number(Float)
  /// For each row the probabilities of all outputs, `[rows × outputs]`: a teacher's.
  case soft([Float])

  /// The rows that have a target.
  package var count: Int {
    switch self {
    case .classes(let classes): classes.count { $0 >= 0 }
    case .span, .marks, .number: 1
    case .soft(let values): values.isEmpty ? 0 : 1
    }
  }
}
