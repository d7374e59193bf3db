/// One worker's end of a run: made on the worker's own thread by a closure, never shared, never copied.
///
/// A conforming type holds references to what is shared and immutable (weights, settings) and owns what is the
/// worker's alone (workspace, streams). An input becomes any number of units; units of many inputs are computed
/// together in batches; the scores of all units of an input come back together, in the order of its units.
package protocol Pipeline: ~Copyable, SendableMetatype {
  /// What the reader hands over: a record, or a chunk of records.
  associatedtype Input: Sendable
  /// What `prepare` keeps of an input until its scores are available.
  associatedtype Prepared: Sendable
  /// The smallest piece that is computed: a window of tokens.
  associatedtype Unit: Sendable
  /// What `compute` returns for one unit.
  associatedtype Score: Sendable
  /// What the writer gets, once for each input.
  associatedtype Output: Sendable
  /// What reading, the three steps and writing may throw. Anything thrown ends the run: a bad record that the run
  /// should survive is an output.
  associatedtype Failure: Error

  /// What an input holds of the run's window, in the unit of `RunSettings.windowCost` (bytes, say); at least 1.
  static func cost(of input: Input) -> Int

  /// The rows that a unit adds to a batch; at least 1.
  static func rows(of unit: Unit) -> Int

  /// Cuts an input into its units; none at all is allowed.
  mutating func prepare(_ input: Input) throws(Failure) -> (prepared: Prepared, units: [Unit])

  /// Computes one batch: a score for each unit, in the order of the units.
  mutating func compute(_ units: [Unit]) throws(Failure) -> [Score]

  /// Turns the scores of all units of an input into its output.
  mutating func finish(_ prepared: Prepared, _ scores: [Score]) throws(Failure) -> Output
}
